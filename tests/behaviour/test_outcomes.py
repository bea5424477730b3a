"""What became of a cancel, as a value: each state of the run, each way in which requests and answers are lost."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import pytest
from extend_client import (
    APIConnectionError,
    APIStatusError,
    AsyncExtend,
    Extend,
    errors,
)
from extend_client.outcomes import (
    AlreadyOver,
    Done,
    FinishedFirst,
    UnderWay,
    async_outcome,
    outcome,
)
from extend_client.testing import FakeTransport, response
from tests.behaviour.test_cancel_races import (
    SCRIPTS,
    STATES,
    AsyncLossy,
    Lossy,
    Server,
    no_waits,
)
from tests.sandbox.server import make_run

__all__ = ["no_waits"]
OVER = ("PROCESSED", "FAILED", "CANCELLED")
REFUSAL = {"code": "INVALID_REQUEST", "message": "Not now.", "retryable": False}


def cancel(server: Server) -> Any:
    with Extend(token="t", transport=Lossy(server)) as client:
        return outcome(client.extract_runs.cancel)("exr_1")


def cancel_async(server: Server) -> Any:
    async def run() -> Any:
        async with AsyncExtend(token="t", transport=AsyncLossy(server)) as client:
            return await async_outcome(client.extract_runs.cancel)("exr_1")

    return asyncio.run(run())


def check(server: Server, flavour: Any) -> None:
    before = server.status
    try:
        found = flavour(server)
    except (APIConnectionError, APIStatusError):
        return
    match found:
        case Done(run):
            assert run.status == server.status == "CANCELLED"
        case AlreadyOver(run):
            assert run.status == server.status
            assert run.is_terminal
        case UnderWay(run, accepted):
            assert not accepted
            assert run.status == before == server.status == "PENDING"
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("ending", [None, "PROCESSED"])
@pytest.mark.parametrize("status", STATES)
def test_what_the_outcome_tells_is_true(status: str, ending: str | None) -> None:
    for script in SCRIPTS:
        check(Server(status, iter(script), ending), cancel)


@pytest.mark.parametrize("status", STATES)
def test_the_asynchronous_outcome_tells_the_same(status: str) -> None:
    for script in itertools.product(("ok", "request lost", "answer lost"), repeat=2):
        check(Server(status, iter(script), "PROCESSED"), cancel_async)


@pytest.mark.parametrize("status", OVER)
def test_a_run_that_was_over_is_told_with_its_status(status: str) -> None:
    server = Server(status, iter([]), None)
    found = cancel(server)
    assert isinstance(found, AlreadyOver)
    assert found.now.status == status
    assert server.asked == ["POST", "GET"]


def test_a_run_that_finished_before_the_cancel_took_effect() -> None:
    assert isinstance(_answered(200, make_run("exr_1", "PROCESSED")), FinishedFirst)


@pytest.mark.parametrize("status", ["PROCESSING", "CANCELLING"])
def test_a_cancel_that_is_still_to_take_effect(status: str) -> None:
    found = _answered(200, make_run("exr_1", status))
    assert isinstance(found, UnderWay)
    assert found.accepted


def test_a_state_that_cannot_be_read_leaves_the_exception() -> None:
    with pytest.raises(errors.ExtractRunNotCancellableError) as caught:
        _answered(400, REFUSAL)
    assert caught.value.current is None
    assert caught.value.current_status is None


def test_another_error_of_the_same_status_is_no_refusal() -> None:
    with pytest.raises(errors.BadRequestError) as caught:
        _answered(400, {**REFUSAL, "code": "ANOTHER"})
    assert type(caught.value) is errors.BadRequestError


def test_the_exception_knows_the_status_where_it_was_read() -> None:
    server = Server("PROCESSING", iter(["request lost"]), "FAILED")
    with (
        Extend(token="t", transport=Lossy(server)) as client,
        pytest.raises(errors.ExtractRunNotCancellableError) as caught,
    ):
        client.extract_runs.cancel("exr_1")
    assert caught.value.current_status == "FAILED"
    assert caught.value.current_status.is_terminal


def _answered(status: int, body: Any) -> Any:
    with Extend(token="t", transport=FakeTransport(response(status, body))) as client:
        return outcome(client.extract_runs.cancel)("exr_1")
