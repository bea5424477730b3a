"""When an attempt is repeated: over a scripted transport, and as the pure decision it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from extend_client import APIConnectionError, APITimeoutError, Extend
from extend_client._runtime import retry
from extend_client._runtime.request import Request
from extend_client._runtime.transport import Response
from extend_client.errors import InternalServerError, TooManyRequestsError
from hypothesis import given
from hypothesis import strategies as st
from tests.sandbox.server import make_run


class Scripted:
    """A transport that answers from a list, and remembers what it was asked."""

    def __init__(self, *answers: Response | Exception) -> None:
        self.answers: Iterator[Response | Exception] = iter(answers)
        self.asked: list[Request] = []

    def send(self, request: Request) -> Response:
        self.asked.append(request)
        answer = next(self.answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """Nothing to close."""


def answer(status: int, body: Any, **headers: str) -> Response:
    import json

    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Response(
        status, {"content-type": "application/json", **named}, json.dumps(body).encode()
    )


LIMITED = {"code": "RATE_LIMIT_EXCEEDED", "message": "Wait.", "retryable": True}
FINAL = {"code": "RATE_LIMIT_EXCEEDED", "message": "No.", "retryable": False}
DONE = answer(200, make_run("exr_1", "CANCELLED"))


def call(*answers: Response | Exception, **options: Any) -> Scripted:
    transport = Scripted(*answers)
    with Extend(token="t", transport=transport) as client:
        client.extract_runs.cancel("exr_1", **options)
    return transport


def test_a_limited_call_is_repeated_after_what_the_server_asks() -> None:
    assert len(call(answer(429, LIMITED, retry_after="0"), DONE).asked) == 2


def test_the_bodys_own_word_forbids_a_retry() -> None:
    with pytest.raises(TooManyRequestsError) as caught:
        call(answer(429, FINAL, retry_after="0"), DONE)
    assert caught.value.attempts == 1


def test_a_post_that_may_have_arrived_is_not_sent_again() -> None:
    with pytest.raises(APITimeoutError):
        call(APITimeoutError("late", True), DONE)
    with pytest.raises(InternalServerError):
        call(answer(500, LIMITED), DONE)


def test_a_connection_that_was_never_made_is_tried_again() -> None:
    assert len(call(APIConnectionError("refused", False), DONE).asked) == 2


def test_a_call_can_forbid_retries() -> None:
    with pytest.raises(TooManyRequestsError):
        call(answer(429, LIMITED, retry_after="0"), DONE, max_retries=0)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2", 2.0),
        ("0", 0.0),
        ("Wed, 21 Oct 2026 07:28:10 GMT", 10.0),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_in_each_form(text: str, seconds: float | None) -> None:
    now = datetime(2026, 10, 21, 7, 28, tzinfo=UTC)
    assert retry.retry_after({"retry-after": text}, now) == seconds


@given(
    st.integers(400, 599),
    st.none() | st.booleans(),
    st.booleans(),
    st.integers(1, 50),
    st.floats(0, 1),
    st.none() | st.integers(0, 10**9),
)
def test_a_wait_is_bounded_and_a_refusal_is_obeyed(
    status: int,
    retryable: bool | None,
    idempotent: bool,
    attempt: int,
    jitter: float,
    asked: int | None,
) -> None:
    headers = {} if asked is None else {"retry-after": str(asked)}
    delay = retry.after_status(
        status, headers, retryable, idempotent, attempt, lambda: jitter
    )
    if retryable is False:
        assert delay is None
    if delay is not None:
        assert 0 <= delay <= retry.LONGEST_WAIT
        if asked is not None:
            assert delay >= min(asked, retry.LONGEST_WAIT)
