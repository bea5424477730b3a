"""How long a server asks to wait, in each form, and in forms that mean nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import time

from extend_client import Timeout

from tests.faults.actions import SUCCESS, Actions, ReceivedRequest, response, error_json
from tests.faults.case import Case, expect_refusal, expect_value

LIMITED = error_json("RATE_LIMIT_EXCEEDED", True)
PATIENT = {"timeout": Timeout(total=4.0)}
AGAIN = expect_value(requests=2)
A_SECOND = expect_value(requests=2, at_least=0.9)
REFUSED = expect_refusal(
    429, "TooManyRequestsError", requests=(1, 2), within=3.5, can_succeed=True
)


def limited(*lines: str) -> Actions:
    """Too many requests."""
    return (response(429, LIMITED, *lines),)


def dated(seconds: float, ahead: float = 0.0, told: bool = False) -> Actions:
    """To come again at a moment, by a clock that is ahead of ours; `told`: the answer has its time, too."""
    here = datetime.now(UTC) + timedelta(seconds=ahead)
    there = format_datetime(here + timedelta(seconds=seconds), usegmt=True)
    now = [f"date: {format_datetime(here, usegmt=True)}"] if told else []
    return limited(f"retry-after: {there}", *now)


def in_two_seconds(request: ReceivedRequest) -> Actions:
    """A date, whose fraction of a second is cut off."""
    return dated(2.0)


def a_day_ahead(request: ReceivedRequest) -> Actions:
    """The clocks differ by a day; the wait is a second all the same."""
    return dated(1.0, 86400.0, told=True)


def a_day_behind(request: ReceivedRequest) -> Actions:
    """The same the other way round."""
    return dated(1.0, -86400.0, told=True)


def reset_soon(request: ReceivedRequest) -> Actions:
    """A moment in seconds since 1970."""
    return limited(f"x-ratelimit-reset: {int(time()) + 2}")


CASES = [
    Case(
        number=251,
        title="Retry-After in seconds",
        behaviour="It asks to come again in a second, then serves.",
        responses=(limited("retry-after: 1"), SUCCESS),
        expected=A_SECOND,
    ),
    Case(
        number=252,
        title="Retry-After as a date",
        behaviour="It asks to come again at a moment, then serves.",
        responses=(in_two_seconds, SUCCESS),
        expected=A_SECOND,
    ),
    Case(
        number=253,
        title="Retry-After by a clock that is a day ahead",
        behaviour="It asks to come again a second after its own Date.",
        responses=(a_day_ahead, SUCCESS),
        settings=PATIENT,
        expected=A_SECOND,
    ),
    Case(
        number=254,
        title="Retry-After by a clock that is a day behind",
        behaviour="It asks to come again a second after its own Date.",
        responses=(a_day_behind, SUCCESS),
        expected=A_SECOND,
    ),
    Case(
        number=255,
        title="Retry-After in milliseconds",
        behaviour="It asks to come again in 900 ms, and in an hour.",
        responses=(limited("retry-after-ms: 900", "retry-after: 3600"), SUCCESS),
        settings=PATIENT,
        expected=A_SECOND,
    ),
    Case(
        number=256,
        title="a reset in seconds",
        behaviour="It tells in how many seconds the limit is reset.",
        responses=(limited("x-ratelimit-reset: 1"), SUCCESS),
        expected=A_SECOND,
    ),
    Case(
        number=257,
        title="a reset as a moment",
        behaviour="It tells when the limit is reset, in seconds since 1970.",
        responses=(reset_soon, SUCCESS),
        expected=A_SECOND,
    ),
    Case(
        number=258,
        title="Retry-After of nothing",
        behaviour="It asks to come again at once.",
        responses=(limited("retry-after: 0"), SUCCESS),
        expected=AGAIN,
    ),
    Case(
        number=259,
        title="Retry-After below nothing",
        behaviour="It asks to come again in -5 seconds.",
        responses=(limited("retry-after: -5"), SUCCESS),
        expected=AGAIN,
    ),
    Case(
        number=260,
        title="Retry-After that is no time",
        behaviour="It asks to come again soon.",
        responses=(limited("retry-after: soon"), SUCCESS),
        expected=AGAIN,
    ),
    Case(
        number=261,
        title="Retry-After in the past",
        behaviour="It asks to come again an hour ago.",
        responses=(lambda request: dated(-3600.0), SUCCESS),
        expected=AGAIN,
    ),
    Case(
        number=262,
        title="Retry-After beyond the total",
        behaviour="It asks to come again in an hour.",
        responses=(limited("retry-after: 3600"), SUCCESS),
        settings=PATIENT,
        expected=REFUSED,
    ),
    Case(
        number=263,
        title="Retry-After beyond all numbers",
        behaviour="It asks to come again in 10 to the 400 seconds.",
        responses=(limited("retry-after: 1" + "0" * 400), SUCCESS),
        settings=PATIENT,
        expected=REFUSED,
    ),
    Case(
        number=264,
        title="Retry-After in a year that there is not",
        behaviour="It asks to come again at a moment that no calendar has.",
        responses=(limited("retry-after: Fri, 31 Feb 99999 25:61:61 GMT"), SUCCESS),
        expected=AGAIN,
    ),
    Case(
        number=265,
        title="a part of a second",
        behaviour="It asks to come again in 0.9 seconds.",
        responses=(limited("retry-after: 0.9"), SUCCESS),
        expected=expect_value(requests=2, at_least=0.8),
    ),
    Case(
        number=266,
        title="Retry-After twice",
        behaviour="It sends the header twice, with two values.",
        responses=(limited("retry-after: 1", "retry-after: 2"), SUCCESS),
        expected=AGAIN,
    ),
]
