"""Bodies that contradict the document. The exception keeps their bytes."""

from __future__ import annotations

import json
from typing import Any

from tests.faults.actions import RUN, SUCCESS, error_json, response
from tests.faults.calls import download_pdf, read_text
from tests.faults.case import (
    Case,
    Expected,
    expect_decode_error,
    expect_refusal,
    expect_value,
)
from tests.faults.secret_scan import TOKEN
from tests.faults.server import ServerScript

HTML = b"<!doctype html><title>Sign in</title>"
ECHO = f"<pre>authorization: Bearer {TOKEN}</pre>".encode()
UNCLOSED_RUN = RUN.rstrip(b"}")


def run_with_metadata(value: bytes) -> bytes:
    """Return a run with a JSON value in its metadata."""
    run = {**json.loads(RUN), "metadata": {"x": "VALUE"}}
    return json.dumps(run).encode().replace(b'"VALUE"', value)


def case(number: int, title: str, data: bytes, expected: Expected, **more: Any) -> Case:
    """Return a case of a JSON body with status 200."""
    return Case(
        number=number,
        title=title,
        behaviour=f"Sends {title} as JSON.",
        responses=((response(200, data),), SUCCESS),
        expected=expected,
        **more,
    )


def keep(data: bytes) -> Expected:
    """Expect an exception that keeps the bytes."""
    return expect_decode_error(data)


def check_last_value(result: Any, script: ServerScript) -> object:
    """Check that the last value of a duplicate key counts, as in most JSON parsers."""
    return result.status != "FAILED" and f"status {result.status}"


def check_exact_number(result: Any, script: ServerScript) -> object:
    """Check that a number keeps all its digits."""
    number = result.metadata["x"]
    return number != 12345678901234567890123 and f"got {number!r}"


def check_latin_text(result: Any, script: ServerScript) -> object:
    """Check that the text was decoded by its charset."""
    return result != "café" and f"got {result!r}"


INVALID_UTF8 = RUN.replace(b"CANCELLED", b"CANC\xff\xfeED")
NAN = run_with_metadata(b"NaN")
HUGE = run_with_metadata(b"1" + b"0" * 5000)
DEEP = run_with_metadata(b"[" * 10_000 + b"]" * 10_000)
DUPLICATE_KEY = UNCLOSED_RUN + b', "status": "FAILED"}'
UNAUTHORIZED = error_json("UNAUTHORIZED", False, f"No such key: {TOKEN}")

CASES = [
    case(301, "an empty body", b"", keep(b"")),
    case(302, "text that is not JSON", b"hello", keep(b"hello")),
    case(303, "JSON that is not UTF-8", INVALID_UTF8, keep(INVALID_UTF8)),
    case(
        304, "a byte order mark before the run", b"\xef\xbb\xbf" + RUN, expect_value()
    ),
    case(305, "NaN", NAN, keep(NAN)),
    case(306, "an integer of 5,000 digits", HUGE, keep(HUGE)),
    case(
        307,
        "an integer of 23 digits",
        run_with_metadata(b"12345678901234567890123"),
        expect_value(check_exact_number),
    ),
    case(308, "a duplicate key", DUPLICATE_KEY, expect_value(check_last_value)),
    case(309, "JSON nested 10,000 levels deep", DEEP, keep(DEEP)),
    case(310, "truncated JSON", RUN[:200], keep(RUN[:200])),
    case(311, "two JSON values", RUN + RUN, keep(RUN + RUN)),
    case(
        312, "a list in place of an object", b"[" + RUN + b"]", keep(b"[" + RUN + b"]")
    ),
    case(
        313,
        "null in place of an object",
        b"null in place of an object",
        keep(b"null in place of an object"),
    ),
    case(314, "an error with status 200", error_json(), keep(error_json())),
    case(315, "an empty object", b"{}", keep(b"{}")),
    case(
        316,
        "UTF-16",
        RUN.decode().encode("utf-16"),
        expect_value(),
    ),
    case(
        317, "half of a surrogate pair", run_with_metadata(b'"\\ud800"'), expect_value()
    ),
    case(
        318, "a number too large for float", run_with_metadata(b"1e999"), expect_value()
    ),
    Case(
        number=319,
        title="204",
        behaviour="Sends 204.",
        responses=((response(204),), SUCCESS),
        expected=expect_decode_error(b"", 204),
    ),
    Case(
        number=320,
        title="HTML with 200",
        behaviour="Sends a login page like a captive portal.",
        responses=((response(200, HTML, content_type="text/html"),), SUCCESS),
        expected=expect_decode_error(HTML),
    ),
    Case(
        number=321,
        title="JSON as text/plain",
        behaviour="Sends a run as text/plain.",
        responses=((response(200, RUN, content_type="text/plain"),),),
        expected=expect_value(),
    ),
    Case(
        number=322,
        title="HTML in place of a file",
        behaviour="Sends a login page like a captive portal.",
        responses=((response(200, HTML, content_type="text/html"),),),
        call=download_pdf,
        expected=expect_decode_error(HTML),
    ),
    Case(
        number=323,
        title="text that is not UTF-8",
        behaviour="Sends text/plain that is not UTF-8.",
        responses=((response(200, b"caf\xe9", content_type="text/plain"),),),
        call=read_text,
        expected=expect_decode_error(b"caf\xe9"),
    ),
    Case(
        number=324,
        title="text in another charset",
        behaviour="Sends text/plain in ISO 8859-1 and declares the charset.",
        responses=(
            (response(200, b"caf\xe9", content_type="text/plain; charset=iso-8859-1"),),
        ),
        call=read_text,
        expected=expect_value(check_latin_text),
    ),
    Case(
        number=325,
        title="error with HTML",
        behaviour="Sends 400 with HTML.",
        responses=((response(400, HTML, content_type="text/html"),), SUCCESS),
        expected=expect_refusal(400, "BadRequestError", raw=HTML),
    ),
    Case(
        number=326,
        title="error without a body",
        behaviour="Sends 404 without a body.",
        responses=((response(404),), SUCCESS),
        expected=expect_refusal(404, "NotFoundError", raw=b""),
    ),
    Case(
        number=327,
        title="error with an unexpected JSON type",
        behaviour="Sends 400 with a list.",
        responses=((response(400, b'["no"]'),), SUCCESS),
        expected=expect_refusal(400, "BadRequestError", raw=b'["no"]'),
    ),
    Case(
        number=328,
        title="error nested 10,000 levels deep",
        behaviour="Sends 403 with 10,000 opening brackets.",
        responses=((response(403, b"[" * 10_000),), SUCCESS),
        expected=expect_refusal(403, "ForbiddenError"),
    ),
    Case(
        number=329,
        title="HTML that contains the credential",
        behaviour="Echoes the request in HTML with 200.",
        responses=((response(200, ECHO, content_type="text/html"),), SUCCESS),
        expected=expect_decode_error(),
    ),
    Case(
        number=330,
        title="error that contains the credential",
        behaviour="Sends 401 with the token in the message and in a header.",
        responses=((response(401, UNAUTHORIZED, f"x-key: {TOKEN}"),), SUCCESS),
        expected=expect_refusal(401, "UnauthorizedError"),
    ),
]
