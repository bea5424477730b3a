"""Bodies that are not what the document promises: one outcome each, and the bytes are kept."""

from __future__ import annotations

import json
from typing import Any

from tests.faults.acts import DONE, RUN, answer, refusal
from tests.faults.case import Case, Expected, refused, undecodable, value
from tests.faults.flows import pdf, text
from tests.faults.scan import TOKEN
from tests.faults.server import Site

PAGE = b"<!doctype html><title>Sign in</title>"
ECHO = f"<pre>authorization: Bearer {TOKEN}</pre>".encode()
OPENED = RUN.rstrip(b"}")


def run_with(metadata: bytes) -> bytes:
    """A run with such a value among its metadata."""
    told = json.dumps({**json.loads(RUN), "metadata": {"x": "here"}}).encode()
    return told.replace(b'"here"', metadata)


def body(number: int, title: str, data: bytes, expected: Expected, **more: Any) -> Case:
    """A case of a 200 with a body."""
    return Case(
        number=number,
        title=title,
        does=f"It sends {title}, as JSON.",
        answers=((answer(200, data),), DONE),
        expected=expected,
        **more,
    )


def kept(data: bytes) -> Expected:
    """An error that keeps the bytes."""
    return undecodable(data)


def is_last(found: Any, site: Site) -> object:
    """Of a key that came twice, the last value counts, as in most JSON parsers."""
    return found.status != "FAILED" and f"status {found.status}"


def is_exact(found: Any, site: Site) -> object:
    """A number keeps every digit."""
    number = found.metadata["x"]
    return number != 12345678901234567890123 and f"got {number!r}"


NOT_TEXT = RUN.replace(b"CANCELLED", b"CANC\xff\xfeED")
NAN = run_with(b"NaN")
HUGE = run_with(b"1" + b"0" * 5000)
DEEP = run_with(b"[" * 10_000 + b"]" * 10_000)
TWICE = OPENED + b', "status": "FAILED"}'
LOCKED = refusal("UNAUTHORIZED", False, f"No such key: {TOKEN}")

CASES = [
    body(301, "nothing", b"", kept(b"")),
    body(302, "a text that is no JSON", b"hello", kept(b"hello")),
    body(303, "text that is no UTF-8", NOT_TEXT, kept(NOT_TEXT)),
    body(304, "a byte order mark before the run", b"\xef\xbb\xbf" + RUN, value()),
    body(305, "NaN", NAN, kept(NAN)),
    body(306, "an integer of 5,000 digits", HUGE, kept(HUGE)),
    body(
        307,
        "an integer of 23 digits",
        run_with(b"12345678901234567890123"),
        value(is_exact),
    ),
    body(308, "a key twice", TWICE, value(is_last)),
    body(309, "10,000 levels", DEEP, kept(DEEP)),
    body(310, "half a run", RUN[:200], kept(RUN[:200])),
    body(311, "two runs", RUN + RUN, kept(RUN + RUN)),
    body(312, "a list", b"[" + RUN + b"]", kept(b"[" + RUN + b"]")),
    body(313, "null", b"null", kept(b"null")),
    body(314, "an error, with 200", refusal(), kept(refusal())),
    body(315, "an empty object", b"{}", kept(b"{}")),
    body(316, "UTF-16", RUN.decode().encode("utf-16"), undecodable(or_value=True)),
    body(317, "half a character", run_with(b'"\\ud800"'), value()),
    body(318, "a number beyond all floats", run_with(b"1e999"), value()),
    Case(
        number=319,
        title="204",
        does="It says that there is no content.",
        answers=((answer(204),), DONE),
        expected=undecodable(b"", 204),
    ),
    Case(
        number=320,
        title="a page with 200",
        does="A portal answers in the place of the server.",
        answers=((answer(200, PAGE, content_type="text/html"),), DONE),
        expected=undecodable(PAGE),
    ),
    Case(
        number=321,
        title="JSON by another name",
        does="It sends a run as text/plain.",
        answers=((answer(200, RUN, content_type="text/plain"),),),
        expected=value(),
    ),
    Case(
        number=322,
        title="a page in the place of a file",
        does="A portal answers in the place of the server.",
        answers=((answer(200, PAGE, content_type="text/html"),),),
        flow=pdf,
        expected=undecodable(PAGE),
    ),
    Case(
        number=323,
        title="text that is no text",
        does="It sends text/plain that is no UTF-8.",
        answers=((answer(200, b"caf\xe9", content_type="text/plain"),),),
        flow=text,
        expected=undecodable(b"caf\xe9"),
    ),
    Case(
        number=324,
        title="text in another charset",
        does="It sends text/plain in ISO 8859-1 and says so.",
        answers=(
            (answer(200, b"caf\xe9", content_type="text/plain; charset=iso-8859-1"),),
        ),
        flow=text,
        expected=value(lambda found, site: found != "café" and f"got {found!r}"),
    ),
    Case(
        number=325,
        title="an error with a page",
        does="It says 400 in HTML.",
        answers=((answer(400, PAGE, content_type="text/html"),), DONE),
        expected=refused(400, "BadRequestError", raw=PAGE),
    ),
    Case(
        number=326,
        title="an error with nothing",
        does="It says 404 without a body.",
        answers=((answer(404),), DONE),
        expected=refused(404, "NotFoundError", raw=b""),
    ),
    Case(
        number=327,
        title="an error of another shape",
        does="It says 400 with a list.",
        answers=((answer(400, b'["no"]'),), DONE),
        expected=refused(400, "BadRequestError", raw=b'["no"]'),
    ),
    Case(
        number=328,
        title="an error of 10,000 levels",
        does="It says 403 with deep brackets.",
        answers=((answer(403, b"[" * 10_000),), DONE),
        expected=refused(403, "ForbiddenError"),
    ),
    Case(
        number=329,
        title="a page that shows the credential",
        does="It echoes the request in HTML, with 200.",
        answers=((answer(200, ECHO, content_type="text/html"),), DONE),
        expected=undecodable(),
    ),
    Case(
        number=330,
        title="an error that shows the credential",
        does="It says 401 and names the key that it got.",
        answers=((answer(401, LOCKED, f"x-key: {TOKEN}"),), DONE),
        expected=refused(401, "UnauthorizedError"),
    ),
]
