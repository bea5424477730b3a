# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from . import Unforeseen

if TYPE_CHECKING:
    from ..models.extract_output import ExtractOutput
    from ..models.extract_run import ExtractRun
    from ..models.failure_reason import FailureReason
    from ..models.processor_run_status import ProcessorRunStatus
    from ..models.run_usage import RunUsage


@dataclass(frozen=True, slots=True)
class Pending:
    """Waiting to start."""


@dataclass(frozen=True, slots=True)
class Processing:
    """Under way; it can be cancelled."""


@dataclass(frozen=True, slots=True)
class Processed:
    """Finished; the output is there. Final."""

    output: ExtractOutput
    """The extracted data. Filled when `status` is PROCESSED, else null."""

    usage: RunUsage | None
    """What the run cost. Filled when `status` is PROCESSED; null for runs before 2025-10-07 and under
    legacy billing.
    """


@dataclass(frozen=True, slots=True)
class Failed:
    """Ended with a failure; its reason is given. Final."""

    failure_reason: FailureReason
    """Why the run failed. Filled when `status` is FAILED, else null. New reasons may come: take
    unknown ones gracefully.
    """

    failure_message: str
    """The failure in words. Filled when `status` is FAILED, else null."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Cancelled before it finished. Final."""


ExtractRunState: TypeAlias = (
    "Pending | Processing | Processed | Failed | Cancelled | Unforeseen[ProcessorRunStatus]"
)


def state_of(run: ExtractRun) -> ExtractRunState:
    """The state, with what is there in it."""
    if run.status == "PENDING":
        return Pending()
    if run.status == "PROCESSING":
        return Processing()
    if run.status == "PROCESSED" and run.output is not None:
        return Processed(output=run.output, usage=run.usage)
    if (
        run.status == "FAILED"
        and run.failure_reason is not None
        and run.failure_message is not None
    ):
        return Failed(
            failure_reason=run.failure_reason, failure_message=run.failure_message
        )
    if run.status == "CANCELLED":
        return Cancelled()
    return Unforeseen(run.status)
