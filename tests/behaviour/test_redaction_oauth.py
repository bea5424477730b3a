"""Redaction of OAuth 2 client credentials: the client secret and the fetched access token."""

from __future__ import annotations

import asyncio
import json
from importlib import import_module
from typing import Any

import pytest
from tests.behaviour.token_encodings import ENCODINGS
from tests.behaviour.visible_texts import check_redacted, list_texts
from tests.wire.clients import generate_package

SECRET = "cs/q7F+z K%31:vX=8pLw"
ACCESS_TOKEN = "at_w8J+gP/57sV=3kQe"
DOCUMENT = """
servers: [{url: 'https://api.example'}]
security: [{oauth: [read]}]
paths:
  /things:
    get: {operationId: listThings, responses: {'204': {description: Done.}}}
  /lines:
    get:
      operationId: watchThings
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
PACKAGE = generate_package(DOCUMENT)
TESTING = import_module(f"{PACKAGE.__name__}.testing")
CASES = [
    (status, encoding)
    for encoding in ENCODINGS
    for status in (400, 200, 500)
    if status == 400 or "after" not in encoding
]


def catch_error(*responses: Any) -> BaseException:
    """Return the error of a synchronous call."""
    provider = PACKAGE.ClientCredentials("me", SECRET)
    transport = TESTING.FakeTransport(*responses)
    texts: list[Any] = []
    hooks = PACKAGE.Hooks(error=lambda attempt: texts.extend(list_texts(attempt)))
    client = PACKAGE.Acme(
        token=provider, transport=transport, max_retries=0, hooks=[hooks]
    )
    with pytest.raises(PACKAGE.APIError) as caught:
        client.things.list()
    for secret in (SECRET, ACCESS_TOKEN):
        check_redacted(caught.value, secret, texts)
    return caught.value


def catch_error_async(*responses: Any) -> BaseException:
    async def run() -> None:
        provider = PACKAGE.AsyncClientCredentials("me", SECRET)
        transport = TESTING.AsyncFakeTransport(*responses)
        client = PACKAGE.AsyncAcme(token=provider, transport=transport, max_retries=0)
        await client.things.list()

    with pytest.raises(PACKAGE.APIError) as caught:
        asyncio.run(run())
    for secret in (SECRET, ACCESS_TOKEN):
        check_redacted(caught.value, secret)
    return caught.value


def json_response(status: int, text: str) -> Any:
    headers = {"content-type": "application/json"}
    return TESTING.Response(status, headers, text.encode())


TOKEN_RESPONSE = json_response(
    200, json.dumps({"access_token": ACCESS_TOKEN, "expires_in": 60})
)


@pytest.mark.parametrize(("status", "encoding"), CASES)
def test_echo_of_the_client_secret_by_the_token_endpoint(
    status: int, encoding: str
) -> None:
    echo = ENCODINGS[encoding](SECRET)
    failed = json_response(status, f'{{"error": "invalid_client {echo}", "{echo}": 1}}')
    catch_error(failed)
    catch_error_async(failed)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_echo_of_the_access_token_by_the_api(encoding: str) -> None:
    echo = ENCODINGS[encoding](ACCESS_TOKEN)
    failed = json_response(400, f'{{"message": "{echo}", "{echo}": 1}}')
    catch_error(TOKEN_RESPONSE, failed)
    catch_error_async(TOKEN_RESPONSE, failed)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"accessToken": ACCESS_TOKEN}),
        json.dumps({"access_token": [ACCESS_TOKEN]}),
        json.dumps({"access_token": ACCESS_TOKEN})[:-1],
        ACCESS_TOKEN,
    ],
)
def test_invalid_token_response_is_hidden(text: str) -> None:
    # Its token is not known to the client, so that the complete body is hidden.
    error: Any = catch_error(json_response(200, text))
    assert error.raw == b"***"
    catch_error_async(json_response(200, text))


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_echo_of_the_access_token_in_a_stream_item(encoding: str) -> None:
    echo = ENCODINGS[encoding](ACCESS_TOKEN)
    lines = f'{{"id": "1"}}\n{{"id": ["{echo}"], "{echo}": 1}}\n'
    headers = {"content-type": "application/jsonl"}
    stream = TESTING.Response(200, headers, lines.encode())
    transport = TESTING.FakeTransport(TOKEN_RESPONSE, stream)
    client = PACKAGE.Acme(
        token=PACKAGE.ClientCredentials("me", SECRET),
        transport=transport,
        max_retries=0,
    )
    with pytest.raises(PACKAGE.APIDecodeError) as caught:
        list(client.lines.watch_things())
    check_redacted(caught.value, ACCESS_TOKEN)


def test_non_string_client_secret() -> None:
    secret: Any = None
    with pytest.raises(TypeError, match="client_secret: expected a str"):
        PACKAGE.ClientCredentials("me", secret)
