"""What a caller gives that cannot be: it is refused by name, and nothing is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from extend_client import AsyncExtend, Extend, Hooks, Timeout
from extend_client.testing import AsyncFakeTransport, FakeTransport, response
from tests.sandbox.server import make_run

DONE = response(200, make_run("exr_1", "CANCELLED"))
BUSY = response(503)


def refused(
    kind: type[Exception], told: str, call: Any = None, **settings: Any
) -> None:
    """Both flavours refuse it, and nothing is sent."""
    transport, late = FakeTransport(BUSY, DONE), AsyncFakeTransport(BUSY, DONE)
    with pytest.raises(kind, match=told):
        made = Extend(**{"token": "t", "transport": transport, **settings})
        made.extract_runs.cancel("exr_1", **(call or {}))

    async def run() -> None:
        made = AsyncExtend(**{"token": "t", "transport": late, **settings})
        await made.extract_runs.cancel("exr_1", **(call or {}))

    with pytest.raises(kind, match=told):
        asyncio.run(run())
    assert not transport.requests + late.requests


@pytest.mark.parametrize(
    "base_url",
    [
        "ftp://api.example",
        "https://api.example/v1?key=1",
        "https://api.example/#v1",
        "https://api.example/a b",
        "https://api.example\n",
        " https://api.example",
        "https://",
        "https://api.example:port",
    ],
)
def test_a_base_url_that_would_lead_elsewhere(base_url: str) -> None:
    refused(ValueError, "no absolute server URL .*base_url", base_url=base_url)
    refused(ValueError, "no absolute server URL .*base_url", {"base_url": base_url})


def test_a_base_url_that_is_refused_shows_no_password() -> None:
    with pytest.raises(ValueError, match="no absolute server URL") as caught:
        Extend(
            token="t", base_url="https://me:hunter2@h/?x", transport=FakeTransport()
        ).extract_runs.cancel("exr_1")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("timeout", ["5", (1, 2), True, b"1"])
def test_a_timeout_that_is_no_number(timeout: Any) -> None:
    refused(TypeError, "timeout", timeout=timeout)
    refused(TypeError, "timeout", {"timeout": timeout})


def test_a_timeout_that_is_not_a_number() -> None:
    refused(ValueError, "timeout", timeout=float("nan"))
    refused(ValueError, "timeout", timeout=Timeout(read=float("nan")))


@pytest.mark.parametrize("retries", ["2", None, 1.5])
def test_a_number_of_retries_that_is_none(retries: Any) -> None:
    refused(TypeError, "max_retries", max_retries=retries)
    refused(TypeError, "max_retries", {"max_retries": retries})


@pytest.mark.parametrize("token", [5, b"secret", ["secret"]])
def test_a_credential_that_is_no_text(token: Any) -> None:
    refused(TypeError, f"credential must be str, got {type(token).__name__}", token=token)


def test_an_option_that_there_is_not() -> None:
    refused(
        TypeError, "extract_runs.cancel has no option 'max_retrys'", {"max_retrys": 1}
    )


def test_a_header_that_is_no_text() -> None:
    refused(
        TypeError, "header 'x-number' is text, not int", {"headers": {"X-Number": 5}}
    )
    refused(TypeError, "header 'x-number' is text, not int", headers={"X-Number": 5})


def given_transports() -> Iterator[tuple[type, Any]]:
    for kind in (Extend, AsyncExtend):
        yield kind, object()
        yield kind, 5
    yield Extend, httpx2.AsyncClient()
    yield Extend, AsyncFakeTransport()
    yield AsyncExtend, httpx2.Client()
    yield AsyncExtend, FakeTransport()


@pytest.mark.parametrize(("kind", "transport"), [*given_transports()])
def test_a_transport_that_is_none_or_of_the_other_flavour(
    kind: Any, transport: Any
) -> None:
    with pytest.raises(TypeError, match="transport must be"):
        kind(token="t", transport=transport)


def test_a_synchronous_client_cannot_wait_for_what_is_asynchronous() -> None:
    async def late(*_: object) -> str:
        raise AssertionError("nobody waits for it")

    for settings in ({"token": late}, {"hooks": [Hooks(request=late)]}):
        transport = FakeTransport(DONE)
        client = Extend(**{"token": "t", "transport": transport, **settings})
        with pytest.raises(TypeError, match="synchronous client cannot wait"):
            client.extract_runs.cancel("exr_1")
        assert not transport.requests


def test_a_timeout_that_never_ends_is_none() -> None:
    transport = FakeTransport(DONE)
    with Extend(token="t", transport=transport) as client:
        client.extract_runs.cancel("exr_1", timeout=float("inf"))
        client.extract_runs.cancel("exr_1", timeout=Timeout(read=1e30, total=5))
    first, second = (request.timeout for request in transport.requests)
    assert first == Timeout(None, None, None, None, None)
    assert second.read is not None
    assert second.read <= 5
