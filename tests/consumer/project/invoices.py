"""A project that cancels long runs and describes the outcome of each."""

from __future__ import annotations

from typing import assert_never

from extend_client import AsyncExtend, Extend
from extend_client.models import ExtractRun
from extend_client.outcomes import (
    AlreadyFinished,
    Done,
    FinishedFirst,
    InProgress,
    Outcome,
    async_outcome,
    outcome,
)
from extend_client.states import UnknownState
from extend_client.states.extract_run import (
    Cancelled,
    Failed,
    Pending,
    Processed,
    Processing,
)


def describe_run(run: ExtractRun) -> str:
    """Describe the state of a run."""
    match run.state:
        case Processed(output=output):
            return f"processed: {type(output).__name__}"
        case Failed(failure_reason=reason, failure_message=message):
            return f"failed: {reason.name}, {message.strip()}"
        case Cancelled():
            return "cancelled"
        case Pending() | Processing():
            return "in progress"
        case UnknownState(status):
            return f"unknown: {status.value}"
        case other:
            assert_never(other)


def cancel(client: Extend, run_id: str) -> str:
    """Cancel a run and describe the outcome."""
    return _describe_outcome(outcome(client.extract_runs.cancel)(run_id))


async def cancel_async(client: AsyncExtend, run_id: str) -> str:
    """Cancel a run and describe the outcome."""
    return _describe_outcome(await async_outcome(client.extract_runs.cancel)(run_id))


def _describe_outcome(result: Outcome[ExtractRun]) -> str:
    match result:
        case Done(run):
            return f"cancelled {run.id}"
        case FinishedFirst(run) | AlreadyFinished(run):
            return f"too late: {describe_run(run)}"
        case InProgress(run, accepted):
            return f"continues: {describe_run(run)}, {'accepted' if accepted else 'refused'}"
        case other:
            assert_never(other)
