"""Servers that echo credentials of the request, in every encoding that is common on the web."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import quote

from tests.faults.actions import CLOSE, RUN, error_json, head, response
from tests.faults.calls import await_result, read_events, read_lines, read_thing
from tests.faults.case import (
    Case,
    Expected,
    expect_connection_error,
    expect_decode_error,
    expect_refusal,
)
from tests.faults.document import GENERATION_LOCK
from tests.faults.secret_scan import KEY, SESSION, TOKEN
from tests.wire.clients import generate_package

ALL_CREDENTIALS = f"{TOKEN} {KEY} {SESSION}"
OAUTH_DOCUMENT = """
security: [{oauth: []}]
paths:
  /things:
    get: {operationId: listThings, tags: [t], responses: {'204': {description: Done.}}}
components:
  securitySchemes:
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}}
"""


def escape_for_json(text: str) -> str:
    """Return the text with every character as a JSON escape."""
    return "".join(f"\\u{ord(char):04x}" for char in text)


def mix_encodings(text: str) -> str:
    """Return the text with a different encoding for each character in turn."""
    encoders: tuple[Callable[[str], str], ...] = (
        str,
        escape_for_json,
        lambda char: f"%{ord(char):02x}",
        lambda char: f"&#{ord(char)};",
        lambda char: f"&#x{ord(char):X};",
    )
    return "".join(encoders[index % 5](char) for index, char in enumerate(text))


def base64_encoder(prefix: str, is_url_safe: bool = False) -> Callable[[str], str]:
    """Return a function that encodes a prefix and a text in base64."""
    encode = urlsafe_b64encode if is_url_safe else b64encode
    return lambda text: encode(f"{prefix}{text}".encode()).decode().rstrip("=")


ENCODINGS: dict[str, Callable[[str], str]] = {
    "with escaped slashes": lambda text: text.replace("/", "\\/"),
    "as JSON escapes": escape_for_json,
    "as JSON escapes in upper case": lambda text: "".join(
        f"\\u{ord(char):04X}" for char in text
    ),
    "as JSON in JSON": lambda text: text.replace("/", "\\\\\\/"),
    "percent-encoded": lambda text: quote(text, safe=""),
    "partly percent-encoded": lambda text: quote(text, safe="=+").replace("%2F", "%2f"),
    "as HTML references": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "as HTML in JSON": lambda text: escape(text).replace("/", "\\u0026#x2F;"),
    "in mixed encodings": mix_encodings,
    "in base64": base64_encoder(""),
    "in base64, offset by one byte": base64_encoder("a"),
    "in base64, offset by two bytes": base64_encoder("ab"),
    "in URL-safe base64": base64_encoder("Bearer ", True),
}


def contradicting_run(echo: str) -> bytes:
    """Return a run with an echo in properties where the document declares another type."""
    run = {**json.loads(RUN), "id": ["ECHO"], "status": "ECHO", "ECHO": "ECHO"}
    return json.dumps(run).replace("ECHO", echo).encode()


def call_with_token_server(variant: Any, settings: dict[str, Any]) -> Any:
    """Call an API whose token server receives one of the secrets as the client secret."""
    with GENERATION_LOCK:
        package = generate_package(OAUTH_DOCUMENT)
    options = {**settings, "transport": variant.library, "max_retries": 0}
    if variant.flavour == "sync":
        credentials = package.ClientCredentials("me", TOKEN)
        with package.Acme(token=credentials, **options) as client:
            return client.t.list_things()

    async def call() -> Any:
        credentials = package.AsyncClientCredentials("me", TOKEN)
        async with package.AsyncAcme(token=credentials, **options) as client:
            return await await_result(client.t.list_things())

    return asyncio.run(call())


def error_with_echo(echo: str) -> bytes:
    """Return a documented error that contains an echo."""
    return error_json(message="ECHO").replace(b"ECHO", echo.encode())


def case(number: int, title: str, body: bytes, expected: Expected, **more: Any) -> Case:
    """Return a case of a server that echoes the credentials in a complete response."""
    status = expected.status or 200
    return Case(
        number=number,
        title=title,
        behaviour=f"Sends {title}.",
        responses=((response(status, body, *more.pop("headers", ())),),),
        expected=expected,
        **more,
    )


CASES = [
    *(
        case(
            900 + index,
            f"error with the credential {name}",
            error_with_echo(encode(TOKEN)),
            expect_refusal(400, "BadRequestError"),
            headers=(f"x-echo: {encode(TOKEN)}",),
        )
        for index, (name, encode) in enumerate(ENCODINGS.items(), 1)
    ),
    *(
        case(
            920 + index,
            f"contradiction with the credential {name}",
            contradicting_run(encode(TOKEN)),
            expect_decode_error(),
        )
        for index, (name, encode) in enumerate(ENCODINGS.items(), 1)
    ),
    *(
        case(
            940 + index,
            f"text with three credentials {name}",
            f"Bad request: {encode(ALL_CREDENTIALS)}.".encode(),
            expect_refusal(500, "ServerStatusError", requests=3),
            call=read_thing,
        )
        for index, (name, encode) in enumerate(ENCODINGS.items(), 1)
    ),
    *(
        Case(
            number=960 + index,
            title=f"token server that echoes the client secret {name}",
            behaviour="Rejects the client and echoes its secret.",
            responses=((response(400, error_with_echo(encode(TOKEN))),),),
            custom_call=call_with_token_server,
            expected=expect_refusal(400, "APIStatusError"),
        )
        for index, (name, encode) in enumerate(ENCODINGS.items(), 1)
    ),
    case(
        981,
        "contradiction with the credential in UTF-16",
        contradicting_run(TOKEN).decode().encode("utf-16"),
        expect_decode_error(),
    ),
    Case(
        number=982,
        title="error interrupted within an echo",
        behaviour="Closes the connection in the middle of an echo.",
        responses=(
            (
                head(200, "content-length: 9999")
                + escape_for_json(TOKEN).encode()[:-1],
                CLOSE,
            ),
        ),
        settings={"max_retries": 0},
        expected=expect_connection_error(),
    ),
    case(
        983,
        "contradicting line with three credentials",
        f'{{"id": ["{escape_for_json(ALL_CREDENTIALS)}"]}}\n'.encode(),
        expect_decode_error(),
        call=read_lines,
    ),
    Case(
        number=984,
        title="contradicting event with three credentials",
        behaviour="Sends an event that contradicts the document.",
        responses=(
            (
                response(
                    200,
                    f'data: {{"id": ["{escape_for_json(ALL_CREDENTIALS)}"]}}\n\n'.encode(),
                    content_type="text/event-stream",
                ),
            ),
        ),
        call=read_events,
        expected=expect_decode_error(),
    ),
    case(
        985,
        "redirect with the credential percent-encoded",
        b"",
        expect_refusal(303, "APIStatusError"),
        headers=(f"location: /{quote(TOKEN, safe='')}",),
    ),
]
