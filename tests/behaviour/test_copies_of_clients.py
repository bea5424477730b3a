"""Copies and pickles of clients: the settings remain, connections do not."""

from __future__ import annotations

import asyncio
import copy
import pickle
import warnings
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx2
import pytest
from extend_client import AsyncExtend, Extend, Hooks, Timeout
from extend_client.testing import FakeTransport, response
from tests.wire.clients import generate_package, import_submodule

SECRET = "sk_secret_token_1234"
TOKENS = """
paths:
  /books: {get: {operationId: listBooks, tags: [books], responses: {'204': {description: D.}}}}
components: {securitySchemes: {o: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}}}}
security: [{o: []}]
"""
Copy = Callable[[Any], Any]


def dump_and_load(client: Any) -> Any:
    return pickle.loads(pickle.dumps(client))


def note(attempt: Any) -> None:
    """Do nothing: a hook that can be pickled."""


def provide() -> str:
    return SECRET


COPIES = pytest.mark.parametrize("make_copy", [copy.copy, copy.deepcopy, dump_and_load])


@COPIES
@pytest.mark.parametrize("kind", [Extend, AsyncExtend])
def test_copy_has_the_settings_and_its_own_state(make_copy: Copy, kind: Any) -> None:
    client = kind(
        token=SECRET,
        base_url="https://api.test",
        trusted_origins=["https://files.test"],
        timeout=Timeout(total=7),
        headers={"x-a": "b"},
        hooks=[Hooks(request=note)],
        respect_rate_limits=True,
        transport="httpx2",
    )
    client.extract_runs  # noqa: B018
    copied = make_copy(client)
    assert type(copied) is kind
    for name in ("base_url", "timeout", "hooks", "default_headers", "trusted_origins"):
        assert getattr(copied._settings, name) == getattr(client._settings, name)
    assert copied._settings.credentials == client._settings.credentials
    assert copied._settings.auth is client._settings.auth
    assert copied._settings.rate_limits is not None
    assert copied._settings.plans is not client._settings.plans
    assert copied._budget is not client._budget
    assert copied._transport is not client._transport
    assert type(copied._transport) is type(client._transport)
    assert copied.extract_runs._client is copied
    assert SECRET not in repr(copied)


@COPIES
def test_copy_sends_the_same_request(make_copy: Copy) -> None:
    client = Extend(token=SECRET, transport=FakeTransport(response(204)))
    copied = make_copy(client)
    for each in (client, copied):
        each.request("GET", "/x")
    first, second = (c._transport.requests[-1] for c in (client, copied))
    assert (first.url, first.headers) == (second.url, second.headers)
    assert second.headers["authorization"] == f"Bearer {SECRET}"


@COPIES
def test_copy_of_a_closed_client_is_open(make_copy: Copy) -> None:
    client = Extend(token="t", transport=FakeTransport(response(204)))
    client.close()
    copied = make_copy(client)
    assert copied.request("GET", "/x").status == 204
    with pytest.raises(RuntimeError, match="closed"):
        client.request("GET", "/x")


@COPIES
def test_copy_does_not_warn_about_the_first_client(make_copy: Copy) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        make_copy(Extend(token="t"))
        make_copy(Extend(token="t", base_url="http://10.0.0.1", allow_plain_http=True))


class Tenant(Extend):
    """A client with another attribute and another constructor."""

    def __init__(self, tenant: dict[str, str]) -> None:
        super().__init__(token=SECRET)
        self.tenant = tenant


@COPIES
def test_copy_of_a_subclass(make_copy: Copy) -> None:
    client = Tenant({"name": "a"})
    copied = make_copy(client)
    assert (type(copied), copied.tenant) == (Tenant, {"name": "a"})
    assert (copied.tenant is client.tenant) == (make_copy is copy.copy)


def test_deep_copy_shares_functions_and_transports() -> None:
    transport = httpx2.Client()
    hooks = [Hooks(request=lambda attempt: None)]
    client = Extend(token=lambda: SECRET, transport=transport, hooks=hooks)
    copied = copy.deepcopy({"client": client, "same": client})
    assert copied["client"] is copied["same"]
    assert copied["client"]._argument is transport
    assert copied["client"]._settings.hooks == tuple(hooks)
    transport.close()


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"hooks": [Hooks(request=lambda attempt: None)]}, "hooks: .*of a module"),
        ({"token": lambda: SECRET}, "token: .*of a module"),
        ({"transport": httpx2.Client()}, "transport: .*transport='httpx2'"),
    ],
)
def test_values_that_cannot_be_pickled(settings: dict[str, Any], message: str) -> None:
    client = Extend(**{"token": SECRET, **settings})
    with pytest.raises(TypeError, match=f"cannot pickle Extend: {message}") as caught:
        pickle.dumps(client)
    assert SECRET not in str(caught.value)


def test_functions_of_a_module_can_be_pickled() -> None:
    client = Extend(token=provide, transport=FakeTransport(response(204)))
    copied = dump_and_load(client)
    copied.request("GET", "/x")
    authorization = copied._transport.requests[0].headers["authorization"]
    assert authorization == f"Bearer {SECRET}"


@pytest.fixture(scope="module")
def acme() -> ModuleType:
    return generate_package(TOKENS)


@COPIES
def test_copy_has_its_own_token_provider(acme: ModuleType, make_copy: Copy) -> None:
    testing = import_submodule(acme, "testing")
    token = testing.response(200, {"access_token": "abc-def-ghi", "expires_in": 60})
    client = acme.Acme(
        token=acme.ClientCredentials("id", SECRET),
        base_url="https://api.test",
        transport=testing.FakeTransport(token),
    )
    client.request("GET", "/x")
    copied = make_copy(client)
    client.close()
    copied.request("GET", "/x")
    provider, other = (c._settings.credentials[0].value for c in (client, copied))
    assert provider is not other
    assert [r.method for r in copied._transport.requests[-2:]] == ["POST", "GET"]


@COPIES
def test_copy_of_an_async_client(acme: ModuleType, make_copy: Copy) -> None:
    testing = import_submodule(acme, "testing")

    async def use() -> int:
        token = testing.response(200, {"access_token": "abc-def-ghi"})
        client = acme.AsyncAcme(
            token=acme.AsyncClientCredentials("id", SECRET),
            base_url="https://api.test",
            transport=testing.AsyncFakeTransport(token),
        )
        await client.request("GET", "/x")
        return int((await make_copy(client).request("GET", "/x")).status)

    assert asyncio.run(use()) == 200
