"""Servers that echo the credentials of a request, in every encoding that is common on the web."""

from __future__ import annotations

import asyncio
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import quote

from tests.faults.acts import CLOSE, RUN, answer, head, refusal
from tests.faults.case import Case, Expected, lost, refused, undecodable
from tests.faults.document import LOCK
from tests.faults.flows import events, lines, read, told
from tests.faults.scan import KEY, SESSION, TOKEN
from tests.wire.clients import generate_package

ALL = f"{TOKEN} {KEY} {SESSION}"
OAUTH = """
security: [{oauth: []}]
paths:
  /things:
    get: {operationId: listThings, tags: [t], responses: {'204': {description: Done.}}}
components:
  securitySchemes:
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}}
"""


def unicode_escaped(text: str) -> str:
    """Return every character as a JSON escape."""
    return "".join(f"\\u{ord(char):04x}" for char in text)


def mixed(text: str) -> str:
    """Return each character in another encoding than the one before."""
    ways: tuple[Callable[[str], str], ...] = (
        str,
        unicode_escaped,
        lambda char: f"%{ord(char):02x}",
        lambda char: f"&#{ord(char)};",
        lambda char: f"&#x{ord(char):X};",
    )
    return "".join(ways[place % 5](char) for place, char in enumerate(text))


def in_base64(prefix: str, is_url_safe: bool = False) -> Callable[[str], str]:
    """Return an encoding to base64, with other text before the credentials."""
    encode = urlsafe_b64encode if is_url_safe else b64encode
    return lambda text: encode(f"{prefix}{text}".encode()).decode().rstrip("=")


ENCODINGS: dict[str, Callable[[str], str]] = {
    "with escaped slashes": lambda text: text.replace("/", "\\/"),
    "as JSON escapes": unicode_escaped,
    "as JSON escapes in upper case": lambda text: "".join(
        f"\\u{ord(char):04X}" for char in text
    ),
    "as JSON in JSON": lambda text: text.replace("/", "\\\\\\/"),
    "percent-encoded": lambda text: quote(text, safe=""),
    "percent-encoded in part": lambda text: quote(text, safe="=+").replace(
        "%2F", "%2f"
    ),
    "as HTML references": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "as HTML in JSON": lambda text: escape(text).replace("/", "\\u0026#x2F;"),
    "in a mixture": mixed,
    "in base64": in_base64(""),
    "in base64, one byte on": in_base64("a"),
    "in base64, two bytes on": in_base64("ab"),
    "in URL-safe base64": in_base64("Bearer ", True),
}


def contradicting(echo: str) -> bytes:
    """Return a run with an echo where the document has something else."""
    whole = {**json.loads(RUN), "id": ["HERE"], "status": "HERE", "HERE": "HERE"}
    return json.dumps(whole).replace("HERE", echo).encode()


def token_of(way: Any, settings: dict[str, Any]) -> Any:
    """Call an API whose token comes from a token server; the client secret is one of the secrets."""
    with LOCK:
        made = generate_package(OAUTH)
    given = {**settings, "transport": way.library, "max_retries": 0}
    if way.flavour == "sync":
        with made.Acme(token=made.ClientCredentials("me", TOKEN), **given) as client:
            return client.t.list_things()

    async def run() -> Any:
        credentials = made.AsyncClientCredentials("me", TOKEN)
        async with made.AsyncAcme(token=credentials, **given) as client:
            return await told(client.t.list_things())

    return asyncio.run(run())


def refusal_with(echo: str) -> bytes:
    """Return a documented error that contains an echo."""
    return refusal(message="HERE").replace(b"HERE", echo.encode())


def case(number: int, title: str, body: bytes, expected: Expected, **more: Any) -> Case:
    """Return a case of a server that echoes the credentials in a whole response."""
    status = expected.status or 200
    return Case(
        number=number,
        title=title,
        does=f"It sends {title}.",
        answers=((answer(status, body, *more.pop("headers", ())),),),
        expected=expected,
        **more,
    )


CASES = [
    *(
        case(
            900 + place,
            f"an error with the credential {name}",
            refusal_with(encode(TOKEN)),
            refused(400, "BadRequestError"),
            headers=(f"x-echo: {encode(TOKEN)}",),
        )
        for place, (name, encode) in enumerate(ENCODINGS.items(), 1)
    ),
    *(
        case(
            920 + place,
            f"a contradiction with the credential {name}",
            contradicting(encode(TOKEN)),
            undecodable(),
        )
        for place, (name, encode) in enumerate(ENCODINGS.items(), 1)
    ),
    *(
        case(
            940 + place,
            f"a text of three credentials {name}",
            f"Bad request: {encode(ALL)}.".encode(),
            refused(500, "ServerStatusError", requests=3),
            flow=read,
        )
        for place, (name, encode) in enumerate(ENCODINGS.items(), 1)
    ),
    *(
        Case(
            number=960 + place,
            title=f"a token server that echoes the client secret {name}",
            does="It refuses the client and echoes its secret.",
            answers=((answer(400, refusal_with(encode(TOKEN))),),),
            play=token_of,
            expected=refused(400, "APIStatusError"),
        )
        for place, (name, encode) in enumerate(ENCODINGS.items(), 1)
    ),
    case(
        981,
        "a contradiction in UTF-16 with the credential",
        contradicting(TOKEN).decode().encode("utf-16"),
        undecodable(),
    ),
    Case(
        number=982,
        title="an error that breaks off in an echo",
        does="It closes the connection in the middle of an echo.",
        answers=(
            (
                head(200, "content-length: 9999")
                + unicode_escaped(TOKEN).encode()[:-1],
                CLOSE,
            ),
        ),
        settings={"max_retries": 0},
        expected=lost(),
    ),
    case(
        983,
        "a line that contradicts, with the credentials",
        f'{{"id": ["{unicode_escaped(ALL)}"]}}\n'.encode(),
        undecodable(),
        flow=lines,
    ),
    Case(
        number=984,
        title="an event that contradicts, with the credentials",
        does="It sends an event that contradicts the document.",
        answers=(
            (
                answer(
                    200,
                    f'data: {{"id": ["{unicode_escaped(ALL)}"]}}\n\n'.encode(),
                    content_type="text/event-stream",
                ),
            ),
        ),
        flow=events,
        expected=undecodable(),
    ),
    case(
        985,
        "a redirect that echoes the credential percent-encoded",
        b"",
        refused(303, "APIStatusError"),
        headers=(f"location: /{quote(TOKEN, safe='')}",),
    ),
]
