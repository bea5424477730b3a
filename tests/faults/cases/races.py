"""Cancel where an answer was lost: what the caller is told of the run is true, whatever the next attempt meets."""

from __future__ import annotations

from typing import Any

from extend_client import Timeout

from tests.faults.acts import (
    CLOSE,
    DONE,
    HOLD,
    RESET,
    RUN,
    Act,
    answer,
    head,
    refusal,
    run,
)
from tests.faults.case import Case, Expected, lost, refused, value
from tests.faults.server import Site

LOST = (RESET,)
REFUSED = (answer(400, refusal()),)
BUSY = (answer(429, refusal("RATE_LIMIT_EXCEEDED", True), "retry-after: 0"),)
BROKEN = (answer(502, b"<html>", content_type="text/html"),)


def is_in(status: str) -> Act:
    """What a GET of the run tells."""
    return (answer(200, run(status)),)


def asked(*methods: str, then: Any = None) -> Any:
    """A check of the methods that reached the server, and of the outcome."""

    def check(found: Any, site: Site) -> object:
        came = tuple(one.method for one in site.asked)
        if came != methods:
            return f"asked {came}"
        return then(found) if then else None

    return check


def known(status: str) -> Any:
    """The error tells the state of the run, and so that nothing was done."""

    def check(found: Any) -> object:
        current = getattr(found.current, "status", None)
        return (current != status or found.may_be_done) and f"current {current}"

    return check


def in_doubt(found: Any) -> object:
    """The error says that an earlier attempt may have done it."""
    return not found.may_be_done and "no doubt is told"


def sure(found: Any) -> object:
    """The error does not say so."""
    return found.may_be_done and "a doubt is told"


def case(number: int, title: str, expected: Expected, *acts: Act, **more: Any) -> Case:
    """A case of cancel."""
    return Case(
        number=number,
        title=title,
        does="It meets the requests as the title says.",
        answers=acts,
        expected=expected,
        **more,
    )


def bad(check: Any, requests: int, status: int = 400) -> Expected:
    """The refusal, told."""
    name = {400: "BadRequestError", 404: "NotFoundError"}.get(status, "APIStatusError")
    return refused(status, name, check=check, requests=requests)


POST, GET = "POST", "GET"
THRICE = asked(POST, POST, GET)

CASES = [
    case(
        401,
        "lost, then refused: it was cancelled",
        value(THRICE, requests=3, done=True),
        LOST,
        REFUSED,
        DONE,
    ),
    case(
        402,
        "lost, then refused: it had finished",
        bad(asked(POST, POST, GET, then=known("PROCESSED")), 3),
        LOST,
        REFUSED,
        is_in("PROCESSED"),
    ),
    case(
        403,
        "lost, then refused: it goes on",
        bad(asked(POST, POST, GET, then=known("PROCESSING")), 3),
        LOST,
        REFUSED,
        is_in("PROCESSING"),
    ),
    case(
        404,
        "lost, then refused, and the state cannot be read",
        bad(asked(POST, POST, GET, then=in_doubt), 3),
        LOST,
        REFUSED,
        (answer(403, refusal("FORBIDDEN")),),
    ),
    case(
        405,
        "lost, then refused, and the state is no run",
        bad(asked(POST, POST, GET, then=in_doubt), 3),
        LOST,
        REFUSED,
        (answer(200, b"<html>"),),
    ),
    case(
        406,
        "lost, then refused, and the state is lost",
        bad(asked(POST, POST, GET, GET, then=in_doubt), 4),
        LOST,
        REFUSED,
        LOST,
        LOST,
    ),
    case(
        407,
        "lost, then done",
        value(asked(POST, POST), requests=2, done=True),
        LOST,
        DONE,
    ),
    case(
        408,
        "lost, then not found",
        bad(asked(POST, POST, then=in_doubt), 2, 404),
        LOST,
        (answer(404, refusal("NOT_FOUND")),),
    ),
    case(
        409,
        "lost, then a failure that is final",
        bad(asked(POST, POST, then=in_doubt), 2, 500),
        LOST,
        (answer(500, refusal("INTERNAL_ERROR", False)),),
    ),
    case(
        410,
        "lost, then not let in",
        bad(asked(POST, POST, then=in_doubt), 2, 401),
        LOST,
        (answer(401, refusal("UNAUTHORIZED")),),
    ),
    case(411, "lost again and again", lost(requests=3), LOST),
    case(
        412,
        "lost, limited, then refused: it was cancelled",
        value(asked(POST, POST, POST, GET), requests=4, done=True),
        LOST,
        BUSY,
        REFUSED,
        DONE,
    ),
    case(
        413,
        "a broken gateway, then refused: it was cancelled",
        value(THRICE, requests=3, done=True),
        BROKEN,
        REFUSED,
        DONE,
    ),
    case(
        414,
        "cut in the answer, then refused: it was cancelled",
        value(THRICE, requests=3, done=True),
        (head(200, f"content-length: {len(RUN)}"), RUN[:80], CLOSE),
        REFUSED,
        DONE,
    ),
    case(
        415,
        "silence, then refused: it was cancelled",
        value(THRICE, requests=3, done=True),
        (HOLD,),
        REFUSED,
        DONE,
        settings={"timeout": Timeout(read=2.0)},
    ),
    case(416, "refused at once", bad(asked(POST, then=sure), 1), REFUSED),
    case(
        417,
        "limited, then refused",
        bad(asked(POST, POST, then=sure), 2),
        BUSY,
        REFUSED,
    ),
    case(
        418,
        "never arrived, then refused",
        bad(asked(POST, then=sure), 1),
        REFUSED,
        greetings=((CLOSE,),),
        tls="good",
    ),
]
