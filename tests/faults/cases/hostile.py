"""Servers that exploit a client: charsets, numbers of any size, status codes, and requests to wait for years."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import Any

from extend_client import Timeout

from tests.faults.actions import CLOSE, THING, THING_RESPONSE, head, response
from tests.faults.calls import (
    Call,
    await_result,
    download_file,
    read_text,
    read_thing,
)
from tests.faults.case import (
    Case,
    Expected,
    check_message,
    check_timeout,
    expect_connection_error,
    expect_decode_error,
    expect_refusal,
    expect_timeout,
    expect_value,
)
from tests.faults.cases.connecting import NO_RETRIES, refusing_url, unresponsive_url
from tests.faults.document import load_acme
from tests.faults.secret_scan import TOKEN
from tests.faults.server import ServerScript

UMLAUT = '{"id": "é"}'
# One of these codecs takes quadratic time, the others return text that nobody sent.
UNSAFE_CHARSETS = ("punycode", "idna", "utf-7", "unicode_escape")
INVALID = {
    "detail": [
        {"loc": ["body", "lines", 0, "quantity"], "msg": "Too small."},
        {"loc": ["body", "name"], "msg": "Field required"},
        {"loc": ["body", "size"], "msg": "Field required"},
    ]
}


def check_umlaut(result: Any, script: ServerScript) -> object:
    """Check that the text was read as UTF-8."""
    return result.id != "é" and f"got {result.id!r}"


def wrap_stream(name: str, function: str) -> Callable[[Any, Any], Any]:
    """Return the function of `streams` for a client, applied to one of its methods."""

    def wrap(client: Any, *arguments: Any) -> Any:
        streams = import_module(f"{load_acme().__name__}.streams")
        is_async = type(client).__name__.startswith("Async")
        wrapper = getattr(streams, f"async_{function}" if is_async else function)
        return wrapper(getattr(client.things, name), *arguments)

    return wrap


async def follow_events(client: Any) -> Any:
    """Read events over several connections."""
    items = wrap_stream("watch", "events")(client)()
    if hasattr(items, "__aiter__"):
        return [item.id async for item in items]
    return [item.id for item in items]


def read_id(text: str) -> Call:
    """Return a call with an id."""

    async def read(client: Any) -> Any:
        return await await_result(client.things.read(text))

    return read


def send_header(name: str, text: str) -> Call:
    """Return a call with a header."""

    async def read(client: Any) -> Any:
        return await await_result(client.things.read("1", headers={name: text}))

    return read


def serve(
    number: int, title: str, data: bytes, expected: Expected, **more: Any
) -> Case:
    """Return a case of one response."""
    return Case(
        number=number,
        title=title,
        behaviour=f"Sends {title}.",
        expected=expected,
        **{"call": read_thing, "responses": ((data,),), **more},
    )


def refuse(number: int, title: str, call: Call = read_thing, **settings: Any) -> Case:
    """Return a case of a caller whose request is refused at once."""
    return Case(
        number=number,
        title=title,
        behaviour="Receives no request.",
        responses=(THING_RESPONSE,),
        call=call,
        settings=settings,
        expected=Expected(outcome="InvalidArgumentError", requests=0),
    )


def start_events(event_id: bytes, delay: bytes) -> bytes:
    """Return the beginning of a stream, with one event."""
    start = head(200, "content-type: text/event-stream", "content-length: 9999")
    return start + b"id: %s\nretry: %s\ndata: %s\n\n" % (event_id, delay, THING)


def send(data: bytes, content_type: str, status: int = 200) -> bytes:
    """Return a response with a media type."""
    return response(status, data, content_type=content_type)


UNSENDABLE_IDS = (
    ("with a control character", b"\x01"),
    ("that ends in a blank", b"1 "),
)
TOKENS = {
    461: ("empty token", ""),
    462: ("blank token", " "),
    463: ("token that is not ASCII", "tök"),
    464: ("token with the name of its scheme", "Bearer sk_1"),
    465: ("token with a line break at its end", "sk_1\n"),
}

CASES = [
    serve(
        421,
        "JSON as UTF-8 with another charset",
        send(UMLAUT.encode(), "application/json; charset=iso-8859-1"),
        expect_value(check_umlaut),
    ),
    *(
        serve(
            422 + index,
            f"JSON with the charset {charset}",
            send(UMLAUT.encode(), f"application/json; charset={charset}"),
            expect_value(check_umlaut),
        )
        for index, charset in enumerate(UNSAFE_CHARSETS)
    ),
    serve(
        426,
        "JSON as UTF-32 with a byte order mark",
        send(UMLAUT.encode("utf-32"), "application/json"),
        expect_value(check_umlaut),
    ),
    *(
        serve(
            427 + index,
            f"64 kilobytes of text with the charset {charset}",
            send(b"a" * (1 << 16) + b"-", f"text/plain; charset={charset}"),
            expect_decode_error(),
            call=read_text,
        )
        for index, charset in enumerate(UNSAFE_CHARSETS)
    ),
    serve(
        431,
        "an error with the charset punycode",
        send(b"a" * (1 << 16) + b"-", "text/plain; charset=punycode", 404),
        expect_refusal(404, "ClientStatusError"),
    ),
    serve(
        432,
        "status 999",
        head(999, "content-length: 0"),
        expect_refusal(999, "APIStatusError"),
    ),
    serve(
        433,
        "a Location of 70,000 characters",
        head(302, f"location: /{'a' * 70_000}", "content-length: 0"),
        expect_refusal(302, "APIStatusError"),
    ),
    serve(
        434,
        "a validation error with three faults",
        response(422, json.dumps(INVALID).encode()),
        expect_refusal(
            422,
            "ClientStatusError",
            check=check_message("body.lines[0].quantity: Too small. (and 2 more)"),
        ),
    ),
    serve(
        435,
        "an event with a delay of millions of years",
        start_events(b"1", b"9" * 18),
        expect_connection_error(),
        call=follow_events,
        responses=((start_events(b"1", b"9" * 18), CLOSE),),
        settings=NO_RETRIES,
    ),
    *(
        serve(
            438 + index,
            f"an event with an id {description}",
            start_events(text, b"1"),
            expect_connection_error(),
            call=follow_events,
            responses=((start_events(text, b"1"), CLOSE),),
            settings=NO_RETRIES,
        )
        for index, (description, text) in enumerate(UNSENDABLE_IDS)
    ),
    serve(
        436,
        "Retry-After of 5,000 digits",
        response(503, b"{}", f"retry-after: {'9' * 5_000}"),
        expect_refusal(503, "ServerStatusError"),
    ),
    serve(
        437,
        "a Content-Type of 50,000 characters",
        response(200, b"abc", content_type="text/plain;" + "charset " * 6_000),
        expect_value(),
        call=download_file,
    ),
    Case(
        number=441,
        title="connection refused, names the host",
        behaviour="Does not listen.",
        url=refusing_url(),
        call=read_thing,
        settings=NO_RETRIES,
        expected=expect_connection_error(
            False, requests=0, check=check_message(refusing_url()[7:])
        ),
    ),
    Case(
        number=442,
        title="connect timeout, names the limit",
        behaviour="Never accepts.",
        url=unresponsive_url(),
        call=read_thing,
        settings={"timeout": Timeout(connect=0.2), **NO_RETRIES},
        expected=expect_timeout(
            False, requests=0, check=check_timeout("connect timeout of 0.2 s exceeded")
        ),
    ),
    serve(
        443,
        "nothing, longer than the read timeout",
        head(200, "content-length: 9"),
        expect_timeout(check=check_timeout("read timeout of 0.2 s exceeded")),
        settings={"timeout": Timeout(read=0.2), **NO_RETRIES},
    ),
    serve(
        444,
        "nothing, longer than the total timeout",
        head(200, "content-length: 9"),
        expect_timeout(check=check_timeout("total timeout of 0.3 s exceeded")),
        settings={"timeout": Timeout(total=0.3), **NO_RETRIES},
    ),
    refuse(451, "empty id", read_id("")),
    refuse(452, "blank id", read_id(" \t")),
    refuse(453, "id with half of a surrogate pair", read_id("a\ud800")),
    refuse(454, "id of two megabytes", read_id("a" * (2 << 20))),
    refuse(455, "header with a surrounding blank", send_header("x-a", " a")),
    refuse(456, "header with half of a surrogate pair", send_header("x-a", "\ud800")),
    refuse(457, "name of a header with a blank", send_header("x a", "a")),
    refuse(458, "API key with half of a surrogate pair", key="k\ud800"),
    refuse(459, "cookie with a line break", session="a\r\nb"),
    refuse(
        471,
        "credential with a line break, from a function",
        token=lambda: TOKEN + "\n",
    ),
    *(refuse(n, title, token=token) for n, (title, token) in TOKENS.items()),
    *(
        refuse(n + 5, f"{title}, from a function", token=lambda token=token: token)
        for n, (title, token) in TOKENS.items()
    ),
]
