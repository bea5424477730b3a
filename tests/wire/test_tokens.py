"""Tokens: from a function, and from OAuth 2 client credentials, renewed once however many calls wait."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.wire.pressing import call, package
from tests.wire.server import Wire, answer

DOCUMENT = """
servers: [{url: 'https://api.example'}]
security: [{oauth: [read]}]
paths:
  /things:
    get: {operationId: listThings, tags: [t], responses: {'204': {description: Done.}}}
components:
  securitySchemes:
    oauth:
      type: oauth2
      flows:
        clientCredentials:
          tokenUrl: /token
          scopes: {read: Read., write: Write.}
"""
MADE = package(DOCUMENT)


def token(text: str, **more: Any) -> bytes:
    return answer(200, json.dumps({"access_token": text, **more}).encode())


def credentials(**more: Any) -> Any:
    return MADE.ClientCredentials("me:1", "s3cret/", **more)


def test_a_token_from_a_function_is_asked_for_at_each_call(server: Wire) -> None:
    given = iter(["one", "two"])
    with MADE.Acme(token=lambda: next(given), base_url=server.url) as client:
        client.t.list_things()
        client.t.list_things()
    assert [a.headers["authorization"] for a in server.asked] == [
        "Bearer one",
        "Bearer two",
    ]


def test_an_asynchronous_client_takes_a_coroutine_function(server: Wire) -> None:
    async def give() -> str:
        return "late"

    async def run() -> None:
        async with MADE.AsyncAcme(token=give, base_url=server.url) as client:
            await client.t.list_things()

    asyncio.run(run())
    assert server.last.headers["authorization"] == "Bearer late"


def test_client_credentials_are_exchanged_for_a_token_that_is_kept(
    server: Wire,
) -> None:
    server.answers = [token("t1", expires_in=3600), answer(204)]
    with MADE.Acme(token=credentials(), base_url=server.url) as client:
        client.t.list_things()
        client.t.list_things()
    asked, *calls = server.asked
    assert asked.line == "POST /token HTTP/1.1"
    assert asked.body == b"grant_type=client_credentials&scope=read+write"
    assert asked.headers["authorization"] == "Basic bWUlM0ExOnMzY3JldCUyRg=="
    assert [a.headers["authorization"] for a in calls] == ["Bearer t1"] * 2


def test_a_token_is_renewed_before_it_expires(server: Wire) -> None:
    server.answers = [
        token("t1", expires_in=0),
        answer(204),
        token("t2", expires_in=60),
        answer(204),
    ]
    with MADE.Acme(token=credentials(scopes=()), base_url=server.url) as client:
        client.t.list_things()
        client.t.list_things()
    assert server.last.headers["authorization"] == "Bearer t2"
    assert server.asked[0].body == b"grant_type=client_credentials"


def test_a_life_may_be_told_as_a_text(server: Wire) -> None:
    server.answers = [
        token("t1", expires_in="0"),
        answer(204),
        token("t2"),
        answer(204),
    ]
    with MADE.Acme(token=credentials(), base_url=server.url) as client:
        client.t.list_things()
        client.t.list_things()
    assert server.last.headers["authorization"] == "Bearer t2"


def test_one_asynchronous_client_serves_several_loops(server: Wire) -> None:
    """In each of them calls wait for one another: what they wait on belongs to their loop."""
    server.answers = [token("t", expires_in=0)]
    given = MADE.AsyncClientCredentials("me", "s3cret")
    client = MADE.AsyncAcme(token=given, base_url=server.url)

    async def run() -> None:
        await asyncio.gather(*(given() for _ in range(4)))

    for _ in range(3):
        asyncio.run(run())
    asyncio.run(client.aclose())
    assert len(server.asked) == 12


def test_a_refused_token_is_renewed_once(server: Wire) -> None:
    server.answers = [token("t1"), answer(401), token("t2"), answer(401)]
    with (
        MADE.Acme(token=credentials(), base_url=server.url) as client,
        pytest.raises(MADE.APIStatusError) as caught,
    ):
        client.t.list_things()
    assert caught.value.status == 401
    assert [a.line.split()[0] for a in server.asked] == ["POST", "GET"] * 2


def test_many_calls_wait_for_one_token(server: Wire) -> None:
    server.answers = [token("t1"), answer(204)]
    with (
        MADE.Acme(token=credentials(), base_url=server.url) as client,
        ThreadPoolExecutor(8) as pool,
    ):
        list(pool.map(lambda _: client.t.list_things(), range(32)))
    assert sum(a.line.startswith("POST") for a in server.asked) == 1


def test_many_tasks_wait_for_one_token(server: Wire) -> None:
    server.answers = [token("t1"), answer(204)]

    async def run() -> None:
        given = MADE.AsyncClientCredentials("me", "s3cret")
        async with MADE.AsyncAcme(token=given, base_url=server.url) as client:
            await asyncio.gather(*(client.t.list_things() for _ in range(32)))

    asyncio.run(run())
    assert sum(a.line.startswith("POST") for a in server.asked) == 1


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (answer(400, b'{"error": "invalid_client"}'), "APIStatusError"),
        (answer(200, b'{"token": "t"}'), "APIDecodeError"),
        (answer(200, b"hello"), "APIDecodeError"),
    ],
)
def test_what_is_no_token_is_a_typed_error(
    server: Wire, told: bytes, error: str
) -> None:
    server.answers = [told]
    with (
        MADE.Acme(token=credentials(), base_url=server.url, max_retries=0) as client,
        pytest.raises(getattr(MADE, error)) as caught,
    ):
        client.t.list_things()
    assert "s3cret" not in str(caught.value) + repr(caught.value) + repr(credentials())


def test_a_plain_token_still_serves(server: Wire) -> None:
    call(MADE, server, lambda client: client.t.list_things(), token="plain")
    assert server.last.headers["authorization"] == "Bearer plain"
