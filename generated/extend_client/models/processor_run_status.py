# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenStrEnum


class ProcessorRunStatus(OpenStrEnum):
    """Where a run is in its life. PROCESSED, FAILED and CANCELLED are final."""

    PENDING = "PENDING"
    """Waiting to start."""

    PROCESSING = "PROCESSING"
    """Under way; it can be cancelled."""

    PROCESSED = "PROCESSED"
    """Finished; the output is there. Final."""

    FAILED = "FAILED"
    """Ended with a failure; its reason is given. Final."""

    CANCELLED = "CANCELLED"
    """Cancelled before it finished. Final."""

    @property
    def is_terminal(self) -> bool:
        """Whether nothing leads out of this state."""
        return self in ("PROCESSED", "FAILED", "CANCELLED")
