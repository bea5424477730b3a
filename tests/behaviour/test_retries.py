"""When an attempt is repeated: over a scripted transport, and as the pure decision it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import pytest
from extend_client import APIConnectionError, Extend, Timeout
from extend_client._runtime import clock_sync, limits, retry
from extend_client.errors import TooManyRequestsError
from extend_client.testing import FakeTransport, Response, TransportError, response
from hypothesis import given
from hypothesis import strategies as st
from tests.sandbox.server import make_run

LIMITED = {"code": "RATE_LIMIT_EXCEEDED", "message": "Wait.", "retryable": True}
FINAL = {"code": "RATE_LIMIT_EXCEEDED", "message": "No.", "retryable": False}
DONE = response(200, make_run("exr_1", "CANCELLED"))


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited for: none of them in truth."""
    found: list[float] = []
    monkeypatch.setattr(clock_sync, "sleep", found.append)
    return found


def call(*answers: Response | Exception, **options: Any) -> FakeTransport:
    transport = FakeTransport(*answers)
    with Extend(token="t", transport=transport) as client:
        client.extract_runs.cancel("exr_1", **options)
    return transport


def test_a_limited_call_is_repeated_after_what_the_server_asks(
    waits: list[float],
) -> None:
    assert len(call(response(429, LIMITED, retry_after="7"), DONE).requests) == 2
    assert waits == [7.0]


def test_the_bodys_own_word_forbids_a_retry() -> None:
    with pytest.raises(TooManyRequestsError) as caught:
        call(response(429, FINAL, retry_after="0"), DONE)
    assert caught.value.attempts == 1


def test_the_bodys_own_word_allows_a_retry_that_the_status_does_not() -> None:
    assert len(call(response(400, LIMITED), DONE).requests) == 2


def test_a_connection_that_was_never_made_is_tried_again() -> None:
    assert len(call(TransportError("refused", False), DONE).requests) == 2


def test_a_call_can_forbid_retries() -> None:
    with pytest.raises(TooManyRequestsError):
        call(response(429, LIMITED, retry_after="0"), DONE, max_retries=0)


def test_no_retry_begins_that_could_not_end_in_time(waits: list[float]) -> None:
    with pytest.raises(TooManyRequestsError):
        call(response(429, LIMITED, retry_after="30"), DONE, timeout=5)
    assert not waits


def test_the_total_is_over_all_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(limits, "monotonic", lambda: now[0])
    monkeypatch.setattr(clock_sync, "sleep", lambda _: now.__setitem__(0, now[0] + 4))
    with pytest.raises(TooManyRequestsError) as caught:
        call(
            response(429, LIMITED, retry_after="1"),
            max_retries=99,
            timeout=Timeout(total=10),
        )
    assert caught.value.attempts == 3


def test_an_outage_is_not_met_with_ever_more_requests() -> None:
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
def test_what_a_server_asks_to_wait_in_each_form(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert retry.asked_wait(headers, NOW) == seconds


@given(
    st.integers(400, 599),
    st.none() | st.booleans(),
    st.booleans(),
    st.sets(st.integers(400, 599)),
)
def test_what_the_answer_says_of_itself_wins(
    status: int, told: bool | None, idempotent: bool, documented: set[int]
) -> None:
    found = retry.is_repeatable(status, told, idempotent, frozenset(documented))
    if told is not None:
        assert found is told
    elif not idempotent and status not in documented:
        assert found is (status in (408, 429, 503))


STANDINGS = st.builds(
    retry.Standing,
    attempt=st.integers(1, 6),
    retries=st.integers(0, 9),
    left=st.none() | st.floats(0, 200),
    can_resend=st.booleans(),
    is_idempotent=st.booleans(),
)
SECONDS = st.integers(0, 120).map(str) | st.floats().map(str) | st.text()
ASKED = st.fixed_dictionaries(
    {},
    optional={
        "retry-after": SECONDS,
        "retry-after-ms": SECONDS,
        "x-ratelimit-reset": SECONDS,
    },
)
DATE = {"date": format_datetime(NOW, usegmt=True)}


@given(
    STANDINGS,
    st.sampled_from([408, 429, 503, 500, 502, 504, 400, 409]),
    ASKED,
    st.none() | st.booleans(),
    st.sets(st.just(409)),
    st.floats(0, 1),
)
def test_whatever_is_answered_no_retry_breaks_a_bound(
    standing: retry.Standing,
    status: int,
    headers: dict[str, str],
    told: bool | None,
    documented: set[int],
    jitter: float,
) -> None:
    """Never more attempts than allowed, past the deadline, sooner than was asked, or after a body that is gone."""
    delay = retry.after_answer(
        standing, status, headers | DATE, told, documented, _given(jitter)
    )
    if delay is None:
        return
    assert standing.attempt <= standing.retries
    assert standing.can_resend
    assert standing.left is None or delay < standing.left
    assert 0 <= delay <= retry.LONGEST_WAIT
    assert delay >= (retry.asked_wait(headers, NOW) or 0)
    assert retry.is_repeatable(status, told, standing.is_idempotent, documented)


@given(STANDINGS, st.booleans(), st.floats(0, 1))
def test_whatever_is_lost_no_retry_breaks_a_bound(
    standing: retry.Standing, may_have_arrived: bool, jitter: float
) -> None:
    delay = retry.after_failure(standing, may_have_arrived, _given(jitter))
    if delay is None:
        return
    assert standing.attempt <= standing.retries
    assert standing.can_resend
    assert standing.is_idempotent or not may_have_arrived
    assert standing.left is None or delay < standing.left
    assert 0 <= delay <= 8


@pytest.mark.parametrize("seconds", ["61", "3600", "9" * 400])
def test_a_server_that_asks_for_more_than_a_minute_is_not_asked_sooner(
    waits: list[float], seconds: str
) -> None:
    with pytest.raises(TooManyRequestsError) as caught:
        call(response(429, LIMITED, retry_after=seconds), DONE, timeout=None)
    assert caught.value.headers["retry-after"] == seconds
    assert (caught.value.attempts, waits) == (1, [])


def _given(value: float) -> Callable[[], float]:
    return lambda: value
