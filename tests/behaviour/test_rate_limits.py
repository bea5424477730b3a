"""`respect_rate_limits`: waits that earlier responses declare, with a clock that only sleeping moves."""

from __future__ import annotations

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from extend_client import APITimeoutError, AsyncExtend, Extend, Timeout
from extend_client._runtime import call_report
from extend_client._runtime.on_demand import rate_limits
from extend_client._runtime.on_demand.rate_limits import Quota, RateLimits, read_quotas
from extend_client._runtime.transport import clock_async, clock_sync
from extend_client.errors import TooManyRequestsError
from extend_client.testing import AsyncFakeTransport, FakeTransport, Response, response
from hypothesis import given
from hypothesis import strategies as st

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
URL = "https://api.extend.ai/x"


class Clock:
    """Time that passes only while a client sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.sleeps: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(round(seconds, 3))
        self.now += seconds

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(clock_sync, "sleep", clock.sleep)
    monkeypatch.setattr(clock_async, "sleep", clock.async_sleep)
    monkeypatch.setattr(rate_limits, "monotonic", clock.monotonic)
    monkeypatch.setattr(call_report, "monotonic", clock.monotonic)
    return clock


def reply(status: int = 200, **headers: str) -> Response:
    return response(status, {}, date=format_datetime(NOW, usegmt=True), **headers)


def request_all(count: int, *responses: Response, **settings: Any) -> FakeTransport:
    """Make `count` requests with one client."""
    transport = FakeTransport(*responses)
    settings = {"respect_rate_limits": True, **settings}
    with Extend(token="t", transport=transport, **settings) as client:
        for _ in range(count):
            client.request("GET", "/x")
    return transport


EPOCH = str(int((NOW + timedelta(seconds=30)).timestamp()))
DATE = format_datetime(NOW + timedelta(seconds=30), usegmt=True)


@pytest.mark.parametrize(
    "headers",
    [
        {"ratelimit": '"default";r=0;t=30'},
        {"ratelimit": 'default;t=30;r=0, "other";r=9;t=90'},
        {"ratelimit": '"a";r=0', "ratelimit_policy": '"a";q=10;w=30'},
        {"ratelimit": "limit=100, remaining=0, reset=30"},
        {"ratelimit_remaining": "0", "ratelimit_reset": "30"},
        {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "30"},
        {"x_ratelimit_remaining": "0", "x_ratelimit_reset": EPOCH},
        {"x_ratelimit_remaining": "0", "x_ratelimit_reset": f"{EPOCH}000"},
        {"x_rate_limit_remaining": "0", "x_rate_limit_reset": EPOCH},
    ],
)
def test_next_request_waits_for_the_reset(
    headers: dict[str, str], clock: Clock
) -> None:
    assert len(request_all(2, reply(**headers), reply()).requests) == 2
    assert clock.sleeps == [30]


@pytest.mark.parametrize("retry_after", ["30", DATE])
def test_next_call_waits_for_retry_after(retry_after: str, clock: Clock) -> None:
    transport = FakeTransport(reply(429, retry_after=retry_after), reply())
    with Extend(
        token="t", transport=transport, respect_rate_limits=True, max_retries=0
    ) as client:
        with pytest.raises(TooManyRequestsError):
            client.request("GET", "/x")
        client.request("GET", "/x")
    assert clock.sleeps == [30]


def test_a_retry_does_not_wait_twice(clock: Clock) -> None:
    request_all(1, reply(429, retry_after="7"), reply())
    assert clock.sleeps == [7]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"ratelimit": '"default";r=5;t=30'},
        {"x_ratelimit_remaining": "5", "x_ratelimit_reset": "30"},
        {"x_ratelimit_remaining": "0"},
        {"x_ratelimit_reset": "30"},
        {"x_ratelimit_remaining": "nan", "x_ratelimit_reset": "inf"},
        {"x_ratelimit_remaining": "0", "x_ratelimit_reset": "99999999"},
        {"ratelimit": "r=0;t=5;;;=,"},
        {"retry_after": "30"},
    ],
)
def test_no_wait(headers: dict[str, str], clock: Clock) -> None:
    request_all(3, reply(**headers))
    assert clock.sleeps == []


def test_limits_are_ignored_by_default(clock: Clock) -> None:
    headers = {"ratelimit": '"default";r=0;t=30'}
    request_all(3, reply(**headers), respect_rate_limits=False)
    assert clock.sleeps == []


def test_remaining_requests_are_sent_at_once(clock: Clock) -> None:
    request_all(4, reply(ratelimit='"a";r=2;t=30'), reply())
    assert clock.sleeps == [30]


def test_limits_of_another_server_do_not_apply(clock: Clock) -> None:
    transport = FakeTransport(reply(ratelimit='"a";r=0;t=30'), reply())
    with Extend(token="t", transport=transport, respect_rate_limits=True) as client:
        client.request("GET", "/x")
        client.request("GET", "/x", base_url="https://files.test")
    assert clock.sleeps == []


def test_wait_beyond_the_timeout_raises_at_once(clock: Clock) -> None:
    limited = reply(x_ratelimit_remaining="0", x_ratelimit_reset="600")
    transport = FakeTransport(limited)
    with Extend(token="t", transport=transport, respect_rate_limits=True) as client:
        client.request("GET", "/x")
        with pytest.raises(
            APITimeoutError, match=r"rate limit .* allowed in 600 s.*ends in 180 s"
        ) as caught:
            client.request("GET", "/x")
        assert caught.value.may_have_arrived is False
        client.request("GET", "/x", timeout=Timeout(total=None))
    assert clock.sleeps == [600]
    assert len(transport.requests) == 2


def test_error_response_is_raised_if_there_is_no_time_for_a_retry(
    clock: Clock,
) -> None:
    transport = FakeTransport(
        reply(
            429, retry_after="5", x_ratelimit_remaining="0", x_ratelimit_reset="3000"
        ),
        reply(),
    )
    with (
        Extend(token="t", transport=transport, respect_rate_limits=True) as client,
        pytest.raises(TooManyRequestsError),
    ):
        client.request("GET", "/x")
    assert clock.sleeps == [5]


def test_tasks_share_the_limit(clock: Clock) -> None:
    async def run() -> None:
        transport = AsyncFakeTransport(reply(ratelimit='"a";r=1;t=30'), reply())
        async with AsyncExtend(
            token="t", transport=transport, respect_rate_limits=True
        ) as client:
            await client.request("GET", "/x")
            await asyncio.gather(*(client.request("GET", "/x") for _ in range(3)))

    asyncio.run(run())
    assert clock.sleeps == [30]


def test_threads_share_the_limit(clock: Clock) -> None:
    limits, waits = RateLimits(), list[float]()
    limits.observe(URL, 200, {"ratelimit": '"a";r=10;t=30'})
    threads = [
        threading.Thread(target=lambda: waits.append(limits.reserve(URL)))
        for _ in range(25)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits) == [0.0] * 10 + [30.0] * 15


def test_concurrent_responses_do_not_raise_the_remaining_requests(
    clock: Clock,
) -> None:
    limits = RateLimits()
    limits.observe(URL, 200, {"ratelimit": '"a";r=3;t=30'})
    assert [limits.reserve(URL) for _ in range(3)] == [0, 0, 0]
    # The response to an earlier request does not count the three that are on their way.
    limits.observe(URL, 200, {"ratelimit": '"a";r=2;t=30'})
    assert limits.reserve(URL) == 30


def test_waiting_calls_do_not_exceed_the_limit_after_the_reset(clock: Clock) -> None:
    limits = RateLimits()
    fields = {"x-ratelimit-limit": "2", "x-ratelimit-reset": "10"}
    limits.observe(URL, 200, {**fields, "x-ratelimit-remaining": "0"})
    assert limits.reserve(URL) == 10
    clock.now += 10
    assert [limits.reserve(URL) for _ in range(3)] == [0, 0, 10]
    # A response describes the window.
    limits.observe(URL, 200, {**fields, "x-ratelimit-remaining": "5"})
    assert limits.reserve(URL) == 0


@given(
    st.dictionaries(
        st.sampled_from(
            ["ratelimit", "ratelimit-policy", "retry-after", "date"]
            + [
                f"{prefix}{name}"
                for prefix in rate_limits.PREFIXES
                for name in ("limit", "remaining", "reset")
            ]
        ),
        st.text(max_size=20)
        | st.from_regex(r'"\w*"(;[rtqw]=\d{1,20}){0,3}', fullmatch=True)
        | st.integers().map(str),
    ),
    st.sampled_from([200, 429, 503]),
)
def test_any_header_fields_are_read(headers: dict[str, str], status: int) -> None:
    limits = RateLimits()
    for quota in read_quotas(status, headers):
        assert isinstance(quota, Quota)
    limits.observe(URL, status, headers)
    assert 0 <= limits.reserve(URL) <= rate_limits.MAX_WAIT


def test_number_of_windows_is_bounded() -> None:
    limits = RateLimits()
    for number in range(1000):
        fields = {
            "ratelimit": f'"{number}";r=1;t=9',
            "ratelimit-policy": f'"{number}";q=5;w=9',
        }
        limits.observe(URL, 200, fields)
    assert len(limits._windows) <= rate_limits.MAX_WINDOWS
