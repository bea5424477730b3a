"""Cancel where an answer was lost: what the caller is told of the run is true, whatever the next attempt meets."""

from __future__ import annotations

from typing import Any

from extend_client import Timeout

from tests.faults.actions import (
    CLOSE,
    SUCCESS,
    STALL,
    RESET,
    RUN,
    Actions,
    response,
    head,
    error_json,
    run_json,
)
from tests.faults.case import Case, Expected, expect_connection_error, expect_refusal, expect_value
from tests.faults.server import ServerScript

LOST = (RESET,)
REFUSED = (response(400, error_json()),)
BUSY = (response(429, error_json("RATE_LIMIT_EXCEEDED", True), "retry-after: 0"),)
BROKEN = (response(502, b"<html>", content_type="text/html"),)


def is_in(status: str) -> Actions:
    """What a GET of the run tells."""
    return (response(200, run_json(status)),)


def expect_methods(*methods: str, then: Any = None) -> Any:
    """A check of the methods that reached the server, and of the outcome."""

    def check(result: Any, script: ServerScript) -> object:
        came = tuple(one.method for one in script.requests)
        if came != methods:
            return f"asked {came}"
        return then(result) if then else None

    return check


def known(status: str) -> Any:
    """The error tells the state of the run, and so that nothing was done."""

    def check(result: Any) -> object:
        current = getattr(result.current, "status", None)
        return (current != status or result.may_have_succeeded) and f"current {current}"

    return check


def in_doubt(result: Any) -> object:
    """The error says that an earlier attempt may have done it."""
    return not result.may_have_succeeded and "no doubt is told"


def sure(result: Any) -> object:
    """The error does not say so."""
    return result.may_have_succeeded and "a doubt is told"


def case(number: int, title: str, expected: Expected, *acts: Actions, **more: Any) -> Case:
    """A case of cancel."""
    return Case(
        number=number,
        title=title,
        behaviour="It meets the requests as the title says.",
        responses=acts,
        expected=expected,
        **more,
    )


def bad(check: Any, requests: int, status: int = 400) -> Expected:
    """The refusal, told."""
    name = {400: "BadRequestError", 404: "NotFoundError"}.get(status, "APIStatusError")
    return expect_refusal(status, name, check=check, requests=requests)


POST, GET = "POST", "GET"
THRICE = expect_methods(POST, POST, GET)

CASES = [
    case(
        401,
        "lost, then refused: it was cancelled",
        expect_value(THRICE, requests=3, is_done=True),
        LOST,
        REFUSED,
        SUCCESS,
    ),
    case(
        402,
        "lost, then refused: it had finished",
        bad(expect_methods(POST, POST, GET, then=known("PROCESSED")), 3),
        LOST,
        REFUSED,
        is_in("PROCESSED"),
    ),
    case(
        403,
        "lost, then refused: it goes on",
        bad(expect_methods(POST, POST, GET, then=known("PROCESSING")), 3),
        LOST,
        REFUSED,
        is_in("PROCESSING"),
    ),
    case(
        404,
        "lost, then refused, and the state cannot be read",
        bad(expect_methods(POST, POST, GET, then=in_doubt), 3),
        LOST,
        REFUSED,
        (response(403, error_json("FORBIDDEN")),),
    ),
    case(
        405,
        "lost, then refused, and the state is no run",
        bad(expect_methods(POST, POST, GET, then=in_doubt), 3),
        LOST,
        REFUSED,
        (response(200, b"<html>"),),
    ),
    case(
        406,
        "lost, then refused, and the state is lost",
        bad(expect_methods(POST, POST, GET, GET, then=in_doubt), 4),
        LOST,
        REFUSED,
        LOST,
        LOST,
    ),
    case(
        407,
        "lost, then done",
        expect_value(expect_methods(POST, POST), requests=2, is_done=True),
        LOST,
        SUCCESS,
    ),
    case(
        408,
        "lost, then not found",
        bad(expect_methods(POST, POST, then=in_doubt), 2, 404),
        LOST,
        (response(404, error_json("NOT_FOUND")),),
    ),
    case(
        409,
        "lost, then a failure that is final",
        bad(expect_methods(POST, POST, then=in_doubt), 2, 500),
        LOST,
        (response(500, error_json("INTERNAL_ERROR", False)),),
    ),
    case(
        410,
        "lost, then not let in",
        bad(expect_methods(POST, POST, then=in_doubt), 2, 401),
        LOST,
        (response(401, error_json("UNAUTHORIZED")),),
    ),
    case(411, "lost again and again", expect_connection_error(requests=3), LOST),
    case(
        412,
        "lost, limited, then refused: it was cancelled",
        expect_value(expect_methods(POST, POST, POST, GET), requests=4, is_done=True),
        LOST,
        BUSY,
        REFUSED,
        SUCCESS,
    ),
    case(
        413,
        "a broken gateway, then refused: it was cancelled",
        expect_value(THRICE, requests=3, is_done=True),
        BROKEN,
        REFUSED,
        SUCCESS,
    ),
    case(
        414,
        "cut in the answer, then refused: it was cancelled",
        expect_value(THRICE, requests=3, is_done=True),
        (head(200, f"content-length: {len(RUN)}"), RUN[:80], CLOSE),
        REFUSED,
        SUCCESS,
    ),
    case(
        415,
        "silence, then refused: it was cancelled",
        expect_value(THRICE, requests=3, is_done=True),
        (STALL,),
        REFUSED,
        SUCCESS,
        settings={"timeout": Timeout(read=2.0)},
    ),
    case(416, "refused at once", bad(expect_methods(POST, then=sure), 1), REFUSED),
    case(
        417,
        "limited, then refused",
        bad(expect_methods(POST, POST, then=sure), 2),
        BUSY,
        REFUSED,
    ),
    case(
        418,
        "never arrived, then refused",
        bad(expect_methods(POST, then=sure), 1),
        REFUSED,
        greetings=((CLOSE,),),
        tls="valid",
    ),
]
