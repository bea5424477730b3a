"""Redaction of OAuth 2 client credentials: neither the client secret nor a token that was fetched is shown."""

from __future__ import annotations

import asyncio
import json
from importlib import import_module
from typing import Any

import pytest
from tests.behaviour.test_redaction import ENCODINGS, check, parts
from tests.wire.clients import generate_package

SECRET = "cs/q7F+z K%31:vX=8pLw"
FETCHED = "at_w8J+gP/57sV=3kQe"
DOCUMENT = """
servers: [{url: 'https://api.example'}]
security: [{oauth: [read]}]
paths:
  /things:
    get: {operationId: listThings, tags: [t], responses: {'204': {description: Done.}}}
  /lines:
    get:
      operationId: watchThings
      tags: [t]
      responses:
        '200':
          description: All.
          content: {application/jsonl: {schema: {type: object, required: [id], properties: {id: {type: string}}}}}
components:
  securitySchemes:
    oauth:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: /token, scopes: {read: Read.}}}
"""
MADE = generate_package(DOCUMENT)
TESTING = import_module(f"{MADE.__name__}.testing")
CASES = [
    (status, encoding)
    for encoding in ENCODINGS
    for status in (400, 200, 500)
    if status == 400 or "after" not in encoding
]


def refused(*answers: Any) -> BaseException:
    """Return the error of a synchronous call."""
    given = MADE.ClientCredentials("me", SECRET)
    transport = TESTING.FakeTransport(*answers)
    seen: list[Any] = []
    hooks = MADE.Hooks(error=lambda attempt: seen.extend(parts(attempt)))
    client = MADE.Acme(token=given, transport=transport, max_retries=0, hooks=[hooks])
    with pytest.raises(MADE.APIError) as caught:
        client.t.list_things()
    for secret in (SECRET, FETCHED):
        check(caught.value, secret, seen)
    return caught.value


def refused_async(*answers: Any) -> BaseException:
    async def run() -> None:
        given = MADE.AsyncClientCredentials("me", SECRET)
        transport = TESTING.AsyncFakeTransport(*answers)
        client = MADE.AsyncAcme(token=given, transport=transport, max_retries=0)
        await client.t.list_things()

    with pytest.raises(MADE.APIError) as caught:
        asyncio.run(run())
    for secret in (SECRET, FETCHED):
        check(caught.value, secret)
    return caught.value


def response(status: int, text: str) -> Any:
    named = {"content-type": "application/json"}
    return TESTING.Response(status, named, text.encode())


TOKEN = response(200, json.dumps({"access_token": FETCHED, "expires_in": 60}))


@pytest.mark.parametrize(("status", "encoding"), CASES)
def test_the_token_endpoint_echoes_the_client_secret(
    status: int, encoding: str
) -> None:
    echo = ENCODINGS[encoding](SECRET)
    told = response(status, f'{{"error": "invalid_client {echo}", "{echo}": 1}}')
    refused(told)
    refused_async(told)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_api_echoes_the_access_token(encoding: str) -> None:
    echo = ENCODINGS[encoding](FETCHED)
    told = response(400, f'{{"message": "{echo}", "{echo}": 1}}')
    refused(TOKEN, told)
    refused_async(TOKEN, told)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"accessToken": FETCHED}),
        json.dumps({"access_token": [FETCHED]}),
        json.dumps({"access_token": FETCHED})[:-1],
        FETCHED,
    ],
)
def test_a_token_response_that_cannot_be_read_is_not_shown(text: str) -> None:
    """The token in it is known to nobody yet."""
    error: Any = refused(response(200, text))
    assert error.raw == b"***"
    refused_async(response(200, text))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_item_of_a_stream_echoes_the_access_token(encoding: str) -> None:
    echo = ENCODINGS[encoding](FETCHED)
    lines = f'{{"id": "1"}}\n{{"id": ["{echo}"], "{echo}": 1}}\n'
    named = {"content-type": "application/jsonl"}
    told = TESTING.Response(200, named, lines.encode())
    transport = TESTING.FakeTransport(TOKEN, told)
    client = MADE.Acme(
        token=MADE.ClientCredentials("me", SECRET), transport=transport, max_retries=0
    )
    with pytest.raises(MADE.APIDecodeError) as caught:
        list(client.t.watch_things())
    check(caught.value, FETCHED)


def test_a_client_secret_must_be_a_string() -> None:
    secret: Any = None
    with pytest.raises(TypeError, match="credential must be str, got NoneType"):
        MADE.ClientCredentials("me", secret)
