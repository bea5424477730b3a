"""Outcomes of a cancel as values, for each state of the run and each connection fault."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable
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
    AlreadyFinished,
    Done,
    FinishedFirst,
    InProgress,
    async_outcome,
    outcome,
)
from extend_client.testing import FakeTransport, response
from tests.behaviour.test_cancel_races import (
    SCRIPTS,
    STATES,
    AsyncLossyTransport,
    LossyTransport,
    Server,
    no_sleep,
)
from tests.sandbox.server import make_run

# An imported fixture is used without a reference to it.
__all__ = ["no_sleep"]
TERMINAL = ("PROCESSED", "FAILED", "CANCELLED")
REFUSAL = {"code": "INVALID_REQUEST", "message": "Not now.", "retryable": False}


def cancel(server: Server) -> Any:
    with Extend(token="t", transport=LossyTransport(server)) as client:
        return outcome(client.extract_runs.cancel)("exr_1")


def cancel_async(server: Server) -> Any:
    async def run() -> Any:
        async with AsyncExtend(
            token="t", transport=AsyncLossyTransport(server)
        ) as client:
            return await async_outcome(client.extract_runs.cancel)("exr_1")

    return asyncio.run(run())


def cancel_with_response(status: int, body: Any) -> Any:
    with Extend(token="t", transport=FakeTransport(response(status, body))) as client:
        return outcome(client.extract_runs.cancel)("exr_1")


def check_outcome(server: Server, cancel_run: Callable[[Server], Any]) -> None:
    before = server.status
    try:
        result = cancel_run(server)
    except (APIConnectionError, APIStatusError):
        return
    match result:
        case Done(run):
            assert run.status == server.status == "CANCELLED"
        case AlreadyFinished(run):
            assert run.status == server.status
            assert run.is_terminal
        case InProgress(run, is_accepted):
            assert not is_accepted
            assert run.status == before == server.status == "PENDING"
        case other:
            raise AssertionError(other)


@pytest.mark.parametrize("final_status", [None, "PROCESSED"])
@pytest.mark.parametrize("status", STATES)
def test_outcome_agrees_with_the_run(status: str, final_status: str | None) -> None:
    for script in SCRIPTS:
        check_outcome(Server(status, iter(script), final_status), cancel)


@pytest.mark.parametrize("status", STATES)
def test_asynchronous_outcome_agrees_with_the_run(status: str) -> None:
    for script in itertools.product(("ok", "request lost", "response lost"), repeat=2):
        check_outcome(Server(status, iter(script), "PROCESSED"), cancel_async)


@pytest.mark.parametrize("status", TERMINAL)
def test_outcome_for_a_terminal_run(status: str) -> None:
    server = Server(status, iter([]), None)
    result = cancel(server)
    assert isinstance(result, AlreadyFinished)
    assert result.resource.status == status
    assert server.methods == ["POST", "GET"]


def test_outcome_for_a_run_that_finished_first() -> None:
    assert isinstance(
        cancel_with_response(200, make_run("exr_1", "PROCESSED")), FinishedFirst
    )


@pytest.mark.parametrize("status", ["PROCESSING", "CANCELLING"])
def test_outcome_for_a_cancel_in_progress(status: str) -> None:
    result = cancel_with_response(200, make_run("exr_1", status))
    assert isinstance(result, InProgress)
    assert result.is_accepted


def test_refusal_without_a_known_state_is_raised() -> None:
    with pytest.raises(errors.ExtractRunNotCancellableError) as caught:
        cancel_with_response(400, REFUSAL)
    assert caught.value.current is None
    assert caught.value.current_status is None


def test_another_error_with_the_status_of_a_refusal_is_raised() -> None:
    with pytest.raises(errors.BadRequestError) as caught:
        cancel_with_response(400, {**REFUSAL, "code": "ANOTHER"})
    assert type(caught.value) is errors.BadRequestError


def test_exception_contains_the_confirmed_status() -> None:
    server = Server("PROCESSING", iter(["request lost"]), "FAILED")
    with (
        Extend(token="t", transport=LossyTransport(server)) as client,
        pytest.raises(errors.ExtractRunNotCancellableError) as caught,
    ):
        client.extract_runs.cancel("exr_1")
    assert caught.value.current_status == "FAILED"
    assert caught.value.current_status.is_terminal
