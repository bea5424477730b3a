"""Bodies that contradict the document, for clients that accept them."""

from __future__ import annotations

import json
from typing import Any

from tests.faults.actions import RUN, SUCCESS, error_json, response
from tests.faults.calls import cancel_run, read_events, read_lines
from tests.faults.case import (
    Case,
    Check,
    Expected,
    expect_decode_error,
    expect_refusal,
    expect_value,
)
from tests.faults.secret_scan import TOKEN
from tests.faults.server import ServerScript

ACCEPT, WARN = {"on_contradiction": "accept"}, {"on_contradiction": "warn"}
HTML = b"<!doctype html><title>Sign in</title>"


def change_run(**changes: Any) -> bytes:
    """Return a run with other values."""
    return json.dumps({**json.loads(RUN), **changes}).encode()


def expect_equal(expected: Any) -> Check:
    """Return a check of the value of a call."""

    def check(result: Any, script: ServerScript) -> object:
        return result != expected and f"got {result!r}"

    return check


def check_run(result: Any, script: ServerScript) -> object:
    """Check that a run has the values of the server, and that the others are readable."""
    values = (result.reviewed, result.edited, result.file, str(result.status))
    return values != (True, None, [1], "CANCELLED") and f"got {values}"


def check_things(result: Any, script: ServerScript) -> object:
    """Check the ids of the items of a stream."""
    return result != ["1", "2", None] and f"got {result}"


def check_code(result: Any, script: ServerScript) -> object:
    """Check that the body of an error is decoded, except for a part."""
    return result.body.code != "5" and f"got {result.body!r}"


def case(number: int, title: str, data: bytes, expected: Expected, **more: Any) -> Case:
    """Return a case of a body with status 200 and a client that accepts it."""
    content_type = more.pop("content_type", "application/json")
    settings = more.pop("settings", ACCEPT)
    return Case(
        number=number,
        title=title,
        behaviour=f"Sends {title} to a client with `on_contradiction`.",
        responses=((response(200, data, content_type=content_type),), SUCCESS),
        settings=settings,
        expected=expected,
        **more,
    )


RUN_WITH_OTHER_TYPES = change_run(reviewed="true", edited=None, file=[1])
ERROR = {**json.loads(error_json(message=TOKEN)), "code": 5}

CASES = [
    case(331, "other types, accepted", RUN_WITH_OTHER_TYPES, expect_value(check_run)),
    case(
        332,
        "other types, with warnings",
        RUN_WITH_OTHER_TYPES,
        expect_value(check_run),
        settings=WARN,
    ),
    case(333, "an empty body, accepted", b"", expect_value(expect_equal(None))),
    case(334, "a list, accepted", b"[1]", expect_value(expect_equal([1]))),
    case(335, "no JSON, accepted", b"hello", expect_value(expect_equal("hello"))),
    case(
        336,
        "HTML in place of JSON, not accepted",
        HTML,
        expect_decode_error(HTML),
        content_type="text/html",
    ),
    case(
        337,
        "lines of other types, accepted",
        b'{"id": 1}\n{"id": "2"}\n{"id": null}\n',
        expect_value(check_things),
        call=read_lines,
    ),
    case(
        338,
        "events of other types, accepted",
        b'data: {"id": 1}\n\ndata: {"id": "2"}\n\ndata: {"id": null}\n\n',
        expect_value(check_things),
        content_type="text/event-stream",
        call=read_events,
    ),
    Case(
        number=339,
        title="error of another type, with the credential, accepted",
        behaviour="Sends 400 with a number as the code, and the token in the message.",
        responses=((response(400, json.dumps(ERROR).encode()),),),
        settings=WARN,
        call=cancel_run,
        expected=expect_refusal(400, "BadRequestError", check=check_code),
    ),
]
