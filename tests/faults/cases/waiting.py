"""How long a server asks to wait, in each form, and in forms that mean nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import time

from extend_client import Timeout

from tests.faults.acts import DONE, Act, Asked, answer, refusal
from tests.faults.case import Case, refused, value

LIMITED = refusal("RATE_LIMIT_EXCEEDED", True)
PATIENT = {"timeout": Timeout(total=4.0)}
AGAIN = value(requests=2)
A_SECOND = value(requests=2, at_least=0.9)
REFUSED = refused(
    429, "TooManyRequestsError", requests=(1, 2), within=3.5, or_value=True
)


def limited(*lines: str) -> Act:
    """Too many requests."""
    return (answer(429, LIMITED, *lines),)


def dated(seconds: float, ahead: float = 0.0, told: bool = False) -> Act:
    """To come again at a moment, by a clock that is ahead of ours; `told`: the answer has its time, too."""
    here = datetime.now(UTC) + timedelta(seconds=ahead)
    there = format_datetime(here + timedelta(seconds=seconds), usegmt=True)
    now = [f"date: {format_datetime(here, usegmt=True)}"] if told else []
    return limited(f"retry-after: {there}", *now)


def in_two_seconds(asked: Asked) -> Act:
    """A date, whose fraction of a second is cut off."""
    return dated(2.0)


def a_day_ahead(asked: Asked) -> Act:
    """The clocks differ by a day; the wait is a second all the same."""
    return dated(1.0, 86400.0, told=True)


def a_day_behind(asked: Asked) -> Act:
    """The same the other way round."""
    return dated(1.0, -86400.0, told=True)


def reset_soon(asked: Asked) -> Act:
    """A moment in seconds since 1970."""
    return limited(f"x-ratelimit-reset: {int(time()) + 2}")


CASES = [
    Case(
        number=251,
        title="Retry-After in seconds",
        does="It asks to come again in a second, then serves.",
        answers=(limited("retry-after: 1"), DONE),
        expected=A_SECOND,
    ),
    Case(
        number=252,
        title="Retry-After as a date",
        does="It asks to come again at a moment, then serves.",
        answers=(in_two_seconds, DONE),
        expected=A_SECOND,
    ),
    Case(
        number=253,
        title="Retry-After by a clock that is a day ahead",
        does="It asks to come again a second after its own Date.",
        answers=(a_day_ahead, DONE),
        settings=PATIENT,
        expected=A_SECOND,
    ),
    Case(
        number=254,
        title="Retry-After by a clock that is a day behind",
        does="It asks to come again a second after its own Date.",
        answers=(a_day_behind, DONE),
        expected=A_SECOND,
    ),
    Case(
        number=255,
        title="Retry-After in milliseconds",
        does="It asks to come again in 900 ms, and in an hour.",
        answers=(limited("retry-after-ms: 900", "retry-after: 3600"), DONE),
        settings=PATIENT,
        expected=A_SECOND,
    ),
    Case(
        number=256,
        title="a reset in seconds",
        does="It tells in how many seconds the limit is reset.",
        answers=(limited("x-ratelimit-reset: 1"), DONE),
        expected=A_SECOND,
    ),
    Case(
        number=257,
        title="a reset as a moment",
        does="It tells when the limit is reset, in seconds since 1970.",
        answers=(reset_soon, DONE),
        expected=A_SECOND,
    ),
    Case(
        number=258,
        title="Retry-After of nothing",
        does="It asks to come again at once.",
        answers=(limited("retry-after: 0"), DONE),
        expected=AGAIN,
    ),
    Case(
        number=259,
        title="Retry-After below nothing",
        does="It asks to come again in -5 seconds.",
        answers=(limited("retry-after: -5"), DONE),
        expected=AGAIN,
    ),
    Case(
        number=260,
        title="Retry-After that is no time",
        does="It asks to come again soon.",
        answers=(limited("retry-after: soon"), DONE),
        expected=AGAIN,
    ),
    Case(
        number=261,
        title="Retry-After in the past",
        does="It asks to come again an hour ago.",
        answers=(lambda asked: dated(-3600.0), DONE),
        expected=AGAIN,
    ),
    Case(
        number=262,
        title="Retry-After beyond the total",
        does="It asks to come again in an hour.",
        answers=(limited("retry-after: 3600"), DONE),
        settings=PATIENT,
        expected=REFUSED,
    ),
    Case(
        number=263,
        title="Retry-After beyond all numbers",
        does="It asks to come again in 10 to the 400 seconds.",
        answers=(limited("retry-after: 1" + "0" * 400), DONE),
        settings=PATIENT,
        expected=REFUSED,
    ),
    Case(
        number=264,
        title="Retry-After in a year that there is not",
        does="It asks to come again at a moment that no calendar has.",
        answers=(limited("retry-after: Fri, 31 Feb 99999 25:61:61 GMT"), DONE),
        expected=AGAIN,
    ),
    Case(
        number=265,
        title="a part of a second",
        does="It asks to come again in 0.9 seconds.",
        answers=(limited("retry-after: 0.9"), DONE),
        expected=value(requests=2, at_least=0.8),
    ),
    Case(
        number=266,
        title="Retry-After twice",
        does="It sends the header twice, with two values.",
        answers=(limited("retry-after: 1", "retry-after: 2"), DONE),
        expected=AGAIN,
    ),
]
