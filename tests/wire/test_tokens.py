"""Token providers and OAuth 2 client credentials."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.wire.clients import call, generate_package
from tests.wire.server import RecordingServer, response

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
ACME = generate_package(DOCUMENT)


def token_response(text: str, **fields: Any) -> bytes:
    return response(200, json.dumps({"access_token": text, **fields}).encode())


def credentials(**options: Any) -> Any:
    return ACME.ClientCredentials("me:1", "s3cret/", **options)


def test_token_provider_is_called_for_each_call(server: RecordingServer) -> None:
    tokens = iter(["one", "two"])
    with ACME.Acme(token=lambda: next(tokens), base_url=server.url) as client:
        client.t.list_things()
        client.t.list_things()
    assert [r.headers["authorization"] for r in server.requests] == [
        "Bearer one",
        "Bearer two",
    ]


def test_async_token_provider(server: RecordingServer) -> None:
    async def provide_token() -> str:
        return "late"

    async def run() -> None:
        async with ACME.AsyncAcme(token=provide_token, base_url=server.url) as client:
            await client.t.list_things()

    asyncio.run(run())
    assert server.last.headers["authorization"] == "Bearer late"


def test_client_credentials_token_is_reused(
    server: RecordingServer,
) -> None:
    server.responses = [token_response("t1", expires_in=3600), response(204)]
    with ACME.Acme(token=credentials(), base_url=server.url) as client:
        client.t.list_things()
        client.t.list_things()
    token_request, *calls = server.requests
    assert token_request.line == "POST /token HTTP/1.1"
    assert token_request.body == b"grant_type=client_credentials&scope=read+write"
    assert token_request.headers["authorization"] == "Basic bWUlM0ExOnMzY3JldCUyRg=="
    assert [request.headers["authorization"] for request in calls] == ["Bearer t1"] * 2


def test_expiring_token_is_renewed(server: RecordingServer) -> None:
    server.responses = [
        token_response("t1", expires_in=0),
        response(204),
        token_response("t2", expires_in=60),
        response(204),
    ]
    with ACME.Acme(token=credentials(scopes=()), base_url=server.url) as client:
        client.t.list_things()
        client.t.list_things()
    assert server.last.headers["authorization"] == "Bearer t2"
    assert server.requests[0].body == b"grant_type=client_credentials"


def test_expires_in_may_be_a_string(server: RecordingServer) -> None:
    server.responses = [
        token_response("t1", expires_in="0"),
        response(204),
        token_response("t2"),
        response(204),
    ]
    with ACME.Acme(token=credentials(), base_url=server.url) as client:
        client.t.list_things()
        client.t.list_things()
    assert server.last.headers["authorization"] == "Bearer t2"


def test_async_credentials_work_in_several_event_loops(server: RecordingServer) -> None:
    """Calls wait for each other within a loop: their lock belongs to that loop."""
    server.responses = [token_response("t", expires_in=0)]
    provider = ACME.AsyncClientCredentials("me", "s3cret")
    client = ACME.AsyncAcme(token=provider, base_url=server.url)

    async def run() -> None:
        await asyncio.gather(*(provider() for _ in range(4)))

    for _ in range(3):
        asyncio.run(run())
    asyncio.run(client.aclose())
    assert len(server.requests) == 12


def test_rejected_token_is_renewed_once(server: RecordingServer) -> None:
    server.responses = [
        token_response("t1"),
        response(401),
        token_response("t2"),
        response(401),
    ]
    with (
        ACME.Acme(token=credentials(), base_url=server.url) as client,
        pytest.raises(ACME.APIStatusError) as caught,
    ):
        client.t.list_things()
    assert caught.value.status == 401
    assert [request.line.split()[0] for request in server.requests] == [
        "POST",
        "GET",
    ] * 2


def test_concurrent_calls_share_one_token_request(server: RecordingServer) -> None:
    server.responses = [token_response("t1"), response(204)]
    with (
        ACME.Acme(token=credentials(), base_url=server.url) as client,
        ThreadPoolExecutor(8) as pool,
    ):
        list(pool.map(lambda _: client.t.list_things(), range(32)))
    assert sum(request.line.startswith("POST") for request in server.requests) == 1


def test_concurrent_tasks_share_one_token_request(server: RecordingServer) -> None:
    server.responses = [token_response("t1"), response(204)]

    async def run() -> None:
        provider = ACME.AsyncClientCredentials("me", "s3cret")
        async with ACME.AsyncAcme(token=provider, base_url=server.url) as client:
            await asyncio.gather(*(client.t.list_things() for _ in range(32)))

    asyncio.run(run())
    assert sum(request.line.startswith("POST") for request in server.requests) == 1


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (response(400, b'{"error": "invalid_client"}'), "APIStatusError"),
        (response(200, b'{"token": "t"}'), "APIDecodeError"),
        (response(200, b"hello"), "APIDecodeError"),
        *(
            (token_response(text), "APIDecodeError")
            for text in ("", " ", "t\r\nx: y", "t\u00e9", "Bearer t", "a b", "\ud800")
        ),
    ],
)
def test_invalid_token_response_raises_api_error(
    server: RecordingServer, reply: bytes, error: str
) -> None:
    server.responses = [reply]
    with (
        ACME.Acme(token=credentials(), base_url=server.url, max_retries=0) as client,
        pytest.raises(getattr(ACME, error)) as caught,
    ):
        client.t.list_things()
    assert "s3cret" not in str(caught.value) + repr(caught.value) + repr(credentials())


def test_static_token(server: RecordingServer) -> None:
    call(ACME, server, lambda client: client.t.list_things(), token="plain")
    assert server.last.headers["authorization"] == "Bearer plain"


@pytest.mark.parametrize(
    "lifetime", ["9" * 400, '"' + "9" * 400 + '"', "1e999", "[]", "true", '"nan"']
)
def test_any_lifetime_of_a_token(server: RecordingServer, lifetime: str) -> None:
    body = f'{{"access_token": "t1", "expires_in": {lifetime}}}'.encode()
    server.responses = [response(200, body), response(204)]
    with ACME.Acme(token=credentials(), base_url=server.url) as client:
        client.t.list_things()
    assert server.last.headers["authorization"] == "Bearer t1"


@pytest.mark.parametrize("text", ["", "  ", "a\nb", "\ud800", None])
@pytest.mark.parametrize("argument", ["client_id", "client_secret"])
def test_credential_of_a_token_request_is_refused_by_name(
    argument: str, text: Any
) -> None:
    arguments = {"client_id": "me", "client_secret": "s3cret", argument: text}
    with pytest.raises(ACME.errors.InvalidArgumentError, match=f"{argument}: "):
        ACME.ClientCredentials(**arguments)
