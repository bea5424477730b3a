"""Retries: over a scripted transport, and the retry decision as a pure function."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import pytest
from extend_client import APIConnectionError, Extend, Timeout
from extend_client._runtime import call_report, retry
from extend_client._runtime.transport import clock_sync
from extend_client.errors import TooManyRequestsError
from extend_client.testing import FakeTransport, Response, TransportError, response
from hypothesis import given
from hypothesis import strategies as st
from tests.sandbox.server import make_run

LIMITED = {"code": "RATE_LIMIT_EXCEEDED", "message": "Wait.", "retryable": True}
FINAL = {"code": "RATE_LIMIT_EXCEEDED", "message": "No.", "retryable": False}
DONE = response(200, make_run("exr_1", "CANCELLED"))


@pytest.fixture(autouse=True)
def delays(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Record the seconds before retries instead of sleeping."""
    recorded: list[float] = []
    monkeypatch.setattr(clock_sync, "sleep", recorded.append)
    return recorded


def call(*responses: Response | Exception, **options: Any) -> FakeTransport:
    transport = FakeTransport(*responses)
    with Extend(token="t", transport=transport) as client:
        client.extract_runs.cancel("exr_1", **options)
    return transport


def test_retry_waits_for_the_requested_delay(
    delays: list[float],
) -> None:
    assert len(call(response(429, LIMITED, retry_after="7"), DONE).requests) == 2
    assert delays == [7.0]


def test_flag_in_the_body_forbids_a_retry() -> None:
    with pytest.raises(TooManyRequestsError) as caught:
        call(response(429, FINAL, retry_after="0"), DONE)
    assert caught.value.attempts == 1


def test_flag_in_the_body_allows_a_retry() -> None:
    assert len(call(response(400, LIMITED), DONE).requests) == 2


def test_refused_connection_is_retried() -> None:
    assert len(call(TransportError("refused", False), DONE).requests) == 2


def test_call_without_retries() -> None:
    with pytest.raises(TooManyRequestsError):
        call(response(429, LIMITED, retry_after="0"), DONE, max_retries=0)


def test_no_retry_after_the_deadline(delays: list[float]) -> None:
    with pytest.raises(TooManyRequestsError):
        call(response(429, LIMITED, retry_after="30"), DONE, timeout=5)
    assert not delays


def test_total_timeout_covers_all_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(call_report, "monotonic", lambda: now[0])
    monkeypatch.setattr(clock_sync, "sleep", lambda _: now.__setitem__(0, now[0] + 4))
    with pytest.raises(TooManyRequestsError) as caught:
        call(
            response(429, LIMITED, retry_after="1"),
            max_retries=99,
            timeout=Timeout(total=10),
        )
    assert caught.value.attempts == 3


def test_budget_limits_retries_during_an_outage() -> None:
    transport = FakeTransport(TransportError("refused", False))
    client = Extend(token="t", transport=transport)
    for _ in range(200):
        with pytest.raises(APIConnectionError):
            client.extract_runs.cancel("exr_1")
    assert len(transport.requests) == 200 + retry.Budget.CAPACITY // retry.Budget.COST


NOW = datetime(2026, 10, 21, 7, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "2"}, 2.0),
        ({"retry-after": "0"}, 0.0),
        ({"retry-after": "1.5"}, 1.5),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:10 GMT"}, 10.0),
        ({"retry-after": "Wed, 21 Oct 2026 07:27:10 GMT"}, 0.0),
        ({"retry-after": "Wednesday, 21-Oct-26 07:28:10 GMT"}, 10.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "²"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"x-ratelimit-reset": "12"}, 12.0),
        ({"x-ratelimit-reset": str(int(NOW.timestamp()) + 5)}, 5.0),
        ({"x-ratelimit-reset": str(int(NOW.timestamp()) - 5)}, 0.0),
        ({"x-ratelimit-reset": str(int(NOW.timestamp()) * 1000 + 5500)}, 5.5),
        ({}, None),
    ],
)
def test_requested_delay_in_each_format(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry.requested_delay(headers, NOW) == seconds


@given(
    st.integers(400, 599),
    st.none() | st.booleans(),
    st.booleans(),
    st.sets(st.integers(400, 599)),
)
def test_flag_in_the_body_takes_precedence_over_the_status(
    status: int, flag: bool | None, idempotent: bool, transient: set[int]
) -> None:
    is_retryable = retry.is_retryable(status, flag, idempotent, frozenset(transient))
    if flag is not None:
        assert is_retryable is flag
    elif not idempotent and status not in transient:
        assert is_retryable is (status in (408, 429, 503))


STATES = st.builds(
    retry.RetryState,
    attempt=st.integers(1, 6),
    max_retries=st.integers(0, 9),
    remaining=st.none() | st.floats(0, 200),
    can_resend=st.booleans(),
    is_idempotent=st.booleans(),
)
SECONDS = st.integers(0, 120).map(str) | st.floats().map(str) | st.text()
DELAY_HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "retry-after": SECONDS,
        "retry-after-ms": SECONDS,
        "x-ratelimit-reset": SECONDS,
    },
)
DATE = {"date": format_datetime(NOW, usegmt=True)}


@given(
    STATES,
    st.sampled_from([408, 429, 503, 500, 502, 504, 400, 409]),
    DELAY_HEADERS,
    st.none() | st.booleans(),
    st.sets(st.just(409)),
    st.floats(0, 1),
)
def test_retry_after_a_response_respects_the_limits(
    state: retry.RetryState,
    status: int,
    headers: dict[str, str],
    flag: bool | None,
    transient: set[int],
    jitter: float,
) -> None:
    """Limits: number of attempts, deadline, requested delay, a body that can be sent again."""
    delay = retry.delay_after_response(
        state, status, headers | DATE, flag, transient, lambda: jitter
    )
    if delay is None:
        return
    assert state.attempt <= state.max_retries
    assert state.can_resend
    assert state.remaining is None or delay < state.remaining
    assert 0 <= delay <= retry.MAX_REQUESTED_DELAY
    assert delay >= (retry.requested_delay(headers, NOW) or 0)
    assert retry.is_retryable(status, flag, state.is_idempotent, transient)


@given(STATES, st.booleans(), st.floats(0, 1))
def test_retry_after_a_failure_respects_the_limits(
    state: retry.RetryState, may_have_arrived: bool, jitter: float
) -> None:
    delay = retry.delay_after_failure(state, may_have_arrived, lambda: jitter)
    if delay is None:
        return
    assert state.attempt <= state.max_retries
    assert state.can_resend
    assert state.is_idempotent or not may_have_arrived
    assert state.remaining is None or delay < state.remaining
    assert 0 <= delay <= 8


@pytest.mark.parametrize("seconds", ["61", "3600", "9" * 400])
def test_no_retry_if_the_requested_delay_is_too_long(
    delays: list[float], seconds: str
) -> None:
    with pytest.raises(TooManyRequestsError) as caught:
        call(response(429, LIMITED, retry_after=seconds), DONE, timeout=None)
    assert caught.value.headers["retry-after"] == seconds
    assert (caught.value.attempts, delays) == (1, [])
