"""A project of a user: it stops runs that take too long, and tells what became of each."""

from __future__ import annotations

from typing import assert_never

from extend_client import AsyncExtend, Extend
from extend_client.models import ExtractRun
from extend_client.outcomes import (
    AlreadyOver,
    Done,
    FinishedFirst,
    Outcome,
    UnderWay,
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


def told(run: ExtractRun) -> str:
    """A run in words."""
    match run.state:
        case Processed(output=output):
            return f"read: {type(output).__name__}"
        case Failed(failure_reason=reason, failure_message=message):
            return f"failed: {reason.name}, {message.strip()}"
        case Cancelled():
            return "cancelled"
        case Pending() | Processing():
            return "under way"
        case UnknownState(status):
            return f"unforeseen: {status.value}"
        case other:
            assert_never(other)


def stop(client: Extend, run_id: str) -> str:
    """Cancel a run; what became of it."""
    return _told(outcome(client.extract_runs.cancel)(run_id))


async def stop_later(client: AsyncExtend, run_id: str) -> str:
    """Cancel a run; what became of it."""
    return _told(await async_outcome(client.extract_runs.cancel)(run_id))


def _told(found: Outcome[ExtractRun]) -> str:
    match found:
        case Done(run):
            return f"stopped {run.id}"
        case FinishedFirst(run) | AlreadyOver(run):
            return f"too late: {told(run)}"
        case UnderWay(run, accepted):
            return f"goes on: {told(run)}, {'taken on' if accepted else 'refused'}"
        case other:
            assert_never(other)
