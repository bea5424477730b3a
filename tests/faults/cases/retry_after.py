"""Waiting times that a server requests, in each form, and in invalid forms."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from time import time

from extend_client import Timeout

from tests.faults.actions import (
    SUCCESS,
    Actions,
    ReceivedRequest,
    error_json,
    response,
)
from tests.faults.case import Case, expect_refusal, expect_value

ERROR = error_json("RATE_LIMIT_EXCEEDED", True)
FOUR_SECONDS = {"timeout": Timeout(total=4.0)}
RETRIED = expect_value(requests=2)
RETRIED_AFTER_A_SECOND = expect_value(requests=2, at_least=0.9)
NO_LONG_WAIT = expect_refusal(
    429, "TooManyRequestsError", requests=(1, 2), within=3.5, can_succeed=True
)


def rate_limited(*headers: str) -> Actions:
    """Return a response 429."""
    return (response(429, ERROR, *headers),)


def rate_limited_until(
    seconds: float, clock_offset: float = 0.0, has_date: bool = False
) -> Actions:
    """Return a response 429 with an absolute time in Retry-After.

    Args:
        seconds: Distance of that time from the time of the server.
        clock_offset: Seconds by which the clock of the server is ahead.
        has_date: Whether the response has a Date header.
    """
    server_time = datetime.now(UTC) + timedelta(seconds=clock_offset)
    retry_time = server_time + timedelta(seconds=seconds)
    headers = [f"retry-after: {format_datetime(retry_time, usegmt=True)}"]
    if has_date:
        headers.append(f"date: {format_datetime(server_time, usegmt=True)}")
    return rate_limited(*headers)


def in_two_seconds(request: ReceivedRequest) -> Actions:
    """Return a time in two seconds, so that at least one is left without its fraction."""
    return rate_limited_until(2.0)


def clock_day_ahead(request: ReceivedRequest) -> Actions:
    """Return a time in a second by a clock that is a day ahead."""
    return rate_limited_until(1.0, 86400.0, has_date=True)


def clock_day_behind(request: ReceivedRequest) -> Actions:
    """Return a time in a second by a clock that is a day behind."""
    return rate_limited_until(1.0, -86400.0, has_date=True)


def an_hour_ago(request: ReceivedRequest) -> Actions:
    """Return a time that is an hour ago."""
    return rate_limited_until(-3600.0)


def reset_in_two_seconds(request: ReceivedRequest) -> Actions:
    """Return the reset of the limit in seconds since 1970."""
    return rate_limited(f"x-ratelimit-reset: {int(time()) + 2}")


CASES = [
    Case(
        number=251,
        title="Retry-After in seconds",
        behaviour="Sends Retry-After of one second, then serves the next request.",
        responses=(rate_limited("retry-after: 1"), SUCCESS),
        expected=RETRIED_AFTER_A_SECOND,
    ),
    Case(
        number=252,
        title="Retry-After as a date",
        behaviour="Sends Retry-After with a date, then serves the next request.",
        responses=(in_two_seconds, SUCCESS),
        expected=RETRIED_AFTER_A_SECOND,
    ),
    Case(
        number=253,
        title="Retry-After by a clock that is a day ahead",
        behaviour="Sends Retry-After one second after its Date header.",
        responses=(clock_day_ahead, SUCCESS),
        settings=FOUR_SECONDS,
        expected=RETRIED_AFTER_A_SECOND,
    ),
    Case(
        number=254,
        title="Retry-After by a clock that is a day behind",
        behaviour="Sends Retry-After one second after its Date header.",
        responses=(clock_day_behind, SUCCESS),
        expected=RETRIED_AFTER_A_SECOND,
    ),
    Case(
        number=255,
        title="Retry-After-Ms",
        behaviour="Sends Retry-After-Ms of 900 ms and Retry-After of an hour.",
        responses=(rate_limited("retry-after-ms: 900", "retry-after: 3600"), SUCCESS),
        settings=FOUR_SECONDS,
        expected=RETRIED_AFTER_A_SECOND,
    ),
    Case(
        number=256,
        title="X-RateLimit-Reset in seconds",
        behaviour="Sends the number of seconds until the limit is reset.",
        responses=(rate_limited("x-ratelimit-reset: 1"), SUCCESS),
        expected=RETRIED_AFTER_A_SECOND,
    ),
    Case(
        number=257,
        title="X-RateLimit-Reset as a timestamp",
        behaviour="Sends the time of the reset in seconds since 1970.",
        responses=(reset_in_two_seconds, SUCCESS),
        expected=RETRIED_AFTER_A_SECOND,
    ),
    Case(
        number=258,
        title="Retry-After of zero",
        behaviour="Sends Retry-After of 0 seconds.",
        responses=(rate_limited("retry-after: 0"), SUCCESS),
        expected=RETRIED,
    ),
    Case(
        number=259,
        title="negative Retry-After",
        behaviour="Sends Retry-After of -5 seconds.",
        responses=(rate_limited("retry-after: -5"), SUCCESS),
        expected=RETRIED,
    ),
    Case(
        number=260,
        title="invalid Retry-After",
        behaviour="Sends the word soon as Retry-After.",
        responses=(rate_limited("retry-after: soon"), SUCCESS),
        expected=RETRIED,
    ),
    Case(
        number=261,
        title="Retry-After in the past",
        behaviour="Sends Retry-After with a date an hour ago.",
        responses=(an_hour_ago, SUCCESS),
        expected=RETRIED,
    ),
    Case(
        number=262,
        title="Retry-After longer than the total timeout",
        behaviour="Sends Retry-After of an hour.",
        responses=(rate_limited("retry-after: 3600"), SUCCESS),
        settings=FOUR_SECONDS,
        expected=NO_LONG_WAIT,
    ),
    Case(
        number=263,
        title="Retry-After of 401 digits",
        behaviour="Sends Retry-After of 10 to the power of 400 seconds.",
        responses=(rate_limited("retry-after: 1" + "0" * 400), SUCCESS),
        settings=FOUR_SECONDS,
        expected=NO_LONG_WAIT,
    ),
    Case(
        number=264,
        title="Retry-After with an invalid date",
        behaviour="Sends Retry-After with a date that does not exist.",
        responses=(
            rate_limited("retry-after: Fri, 31 Feb 99999 25:61:61 GMT"),
            SUCCESS,
        ),
        expected=RETRIED,
    ),
    Case(
        number=265,
        title="fractional Retry-After",
        behaviour="Sends Retry-After of 0.9 seconds.",
        responses=(rate_limited("retry-after: 0.9"), SUCCESS),
        expected=expect_value(requests=2, at_least=0.8),
    ),
    Case(
        number=266,
        title="repeated Retry-After",
        behaviour="Sends Retry-After twice with different values.",
        responses=(rate_limited("retry-after: 1", "retry-after: 2"), SUCCESS),
        expected=RETRIED,
    ),
]
