"""Cancelling a run when a response is lost: the result is true, whatever the next attempts meet."""

from __future__ import annotations

from typing import Any

from extend_client import Timeout

from tests.faults.actions import (
    CLOSE,
    RESET,
    RUN,
    STALL,
    SUCCESS,
    Actions,
    error_json,
    head,
    response,
    run_json,
)
from tests.faults.case import (
    Case,
    Expected,
    expect_connection_error,
    expect_refusal,
    expect_value,
)
from tests.faults.server import ServerScript

LOST = (RESET,)
REFUSED = (response(400, error_json()),)
RATE_LIMITED = (
    response(429, error_json("RATE_LIMIT_EXCEEDED", True), "retry-after: 0"),
)
BAD_GATEWAY = (response(502, b"<html>", content_type="text/html"),)


def run_in(status: str) -> Actions:
    """Return the response to a GET of the run."""
    return (response(200, run_json(status)),)


def expect_methods(*methods: str, then: Any = None) -> Any:
    """Return a check of the methods of all requests, followed by a check of the result."""

    def check(result: Any, script: ServerScript) -> object:
        received = tuple(request.method for request in script.requests)
        if received != methods:
            return f"received {received}"
        return then(result) if then else None

    return check


def expect_current(status: str) -> Any:
    """Return a check that the exception has the current run and excludes that it was cancelled."""

    def check(error: Any) -> object:
        current = getattr(error.current, "status", None)
        return (current != status or error.may_have_succeeded) and f"current {current}"

    return check


def check_may_have_succeeded(error: Any) -> object:
    """Check that the exception reports that an earlier attempt may have cancelled the run."""
    return not error.may_have_succeeded and "may_have_succeeded is False"


def check_did_not_succeed(error: Any) -> object:
    """Check that the exception excludes that an earlier attempt cancelled the run."""
    return error.may_have_succeeded and "may_have_succeeded is True"


def case(
    number: int, title: str, expected: Expected, *responses: Actions, **more: Any
) -> Case:
    """Return a case of cancelling a run."""
    return Case(
        number=number,
        title=title,
        behaviour="Responds to the requests as the title states.",
        responses=responses,
        expected=expected,
        **more,
    )


def expect_error(check: Any, requests: int, status: int = 400) -> Expected:
    """Expect the exception of the refusal."""
    names = {400: "BadRequestError", 404: "NotFoundError"}
    outcome = names.get(status, "APIStatusError")
    return expect_refusal(status, outcome, check=check, requests=requests)


POST, GET = "POST", "GET"
POST_POST_GET = expect_methods(POST, POST, GET)

CASES = [
    case(
        401,
        "lost, then refused: run cancelled",
        expect_value(POST_POST_GET, requests=3, is_done=True),
        LOST,
        REFUSED,
        SUCCESS,
    ),
    case(
        402,
        "lost, then refused: run already processed",
        expect_error(
            expect_methods(POST, POST, GET, then=expect_current("PROCESSED")), 3
        ),
        LOST,
        REFUSED,
        run_in("PROCESSED"),
    ),
    case(
        403,
        "lost, then refused: run still processing",
        expect_error(
            expect_methods(POST, POST, GET, then=expect_current("PROCESSING")), 3
        ),
        LOST,
        REFUSED,
        run_in("PROCESSING"),
    ),
    case(
        404,
        "lost, then refused: state unreadable (403)",
        expect_error(expect_methods(POST, POST, GET, then=check_may_have_succeeded), 3),
        LOST,
        REFUSED,
        (response(403, error_json("FORBIDDEN")),),
    ),
    case(
        405,
        "lost, then refused: state is not JSON",
        expect_error(expect_methods(POST, POST, GET, then=check_may_have_succeeded), 3),
        LOST,
        REFUSED,
        (response(200, b"<html>"),),
    ),
    case(
        406,
        "lost, then refused: state lost, too",
        expect_error(
            expect_methods(POST, POST, GET, GET, then=check_may_have_succeeded), 4
        ),
        LOST,
        REFUSED,
        LOST,
        LOST,
    ),
    case(
        407,
        "lost, then success",
        expect_value(expect_methods(POST, POST), requests=2, is_done=True),
        LOST,
        SUCCESS,
    ),
    case(
        408,
        "lost, then 404",
        expect_error(expect_methods(POST, POST, then=check_may_have_succeeded), 2, 404),
        LOST,
        (response(404, error_json("NOT_FOUND")),),
    ),
    case(
        409,
        "lost, then 500 that is not retryable",
        expect_error(expect_methods(POST, POST, then=check_may_have_succeeded), 2, 500),
        LOST,
        (response(500, error_json("INTERNAL_ERROR", False)),),
    ),
    case(
        410,
        "lost, then 401",
        expect_error(expect_methods(POST, POST, then=check_may_have_succeeded), 2, 401),
        LOST,
        (response(401, error_json("UNAUTHORIZED")),),
    ),
    case(411, "lost in every attempt", expect_connection_error(requests=3), LOST),
    case(
        412,
        "lost, rate limited, then refused: run cancelled",
        expect_value(expect_methods(POST, POST, POST, GET), requests=4, is_done=True),
        LOST,
        RATE_LIMITED,
        REFUSED,
        SUCCESS,
    ),
    case(
        413,
        "502, then refused: run cancelled",
        expect_value(POST_POST_GET, requests=3, is_done=True),
        BAD_GATEWAY,
        REFUSED,
        SUCCESS,
    ),
    case(
        414,
        "truncated response, then refused: run cancelled",
        expect_value(POST_POST_GET, requests=3, is_done=True),
        (head(200, f"content-length: {len(RUN)}"), RUN[:80], CLOSE),
        REFUSED,
        SUCCESS,
    ),
    case(
        415,
        "no response, then refused: run cancelled",
        expect_value(POST_POST_GET, requests=3, is_done=True),
        (STALL,),
        REFUSED,
        SUCCESS,
        settings={"timeout": Timeout(read=2.0)},
    ),
    case(
        416,
        "refused in the first attempt",
        expect_error(expect_methods(POST, then=check_did_not_succeed), 1),
        REFUSED,
    ),
    case(
        417,
        "rate limited, then refused",
        expect_error(expect_methods(POST, POST, then=check_did_not_succeed), 2),
        RATE_LIMITED,
        REFUSED,
    ),
    case(
        418,
        "connection failed, then refused",
        expect_error(expect_methods(POST, then=check_did_not_succeed), 1),
        REFUSED,
        greetings=((CLOSE,),),
        tls="valid",
    ),
]
