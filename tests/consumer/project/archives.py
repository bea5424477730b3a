"""A project that archives runs as JSON text, and labels them for people."""

from __future__ import annotations

import copy
from typing import assert_never

from extend_client.models import ExtractRun, ProcessorRunStatus


def archive(run: ExtractRun) -> str:
    """Return the line of a run in the archive."""
    return run.to_json()


def restore(line: str) -> ExtractRun:
    """Return the run of a line in the archive."""
    return ExtractRun.from_json(line)


def without_name(run: ExtractRun) -> ExtractRun:
    """Return a copy for other teams; the run keeps its metadata."""
    shared = copy.copy(run)
    if shared.metadata:
        shared.metadata.pop("name", None)
    return shared


def label(status: ProcessorRunStatus) -> str:
    """Return the word for a status; the service may add others."""
    match status:
        case ProcessorRunStatus.PENDING | ProcessorRunStatus.PROCESSING:
            return "in progress"
        case ProcessorRunStatus.PROCESSED:
            return "done"
        case ProcessorRunStatus.FAILED | ProcessorRunStatus.CANCELLED:
            return "stopped"
        case _:
            return f"unknown: {status.value}"


def label_known(status: ProcessorRunStatus) -> str:
    """Fail in type checkers, which know that the service may add others."""
    match status:
        case ProcessorRunStatus.PENDING | ProcessorRunStatus.PROCESSING:
            return "in progress"
        case ProcessorRunStatus.PROCESSED:
            return "done"
        case ProcessorRunStatus.FAILED | ProcessorRunStatus.CANCELLED:
            return "stopped"
        case other:
            assert_never(other)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
