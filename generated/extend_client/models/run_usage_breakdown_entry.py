# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model

if TYPE_CHECKING:
    from .run_usage_breakdown_charge import RunUsageBreakdownCharge


class RunUsageBreakdownEntryObject(OpenStrEnum):
    """Kind of run."""

    EXTRACT_RUN = "extract_run"
    """An extract run."""

    CLASSIFY_RUN = "classify_run"
    """A classify run."""

    SPLIT_RUN = "split_run"
    """A split run."""

    PARSE_RUN = "parse_run"
    """A parse run."""

    EDIT_RUN = "edit_run"
    """An edit run."""

    FORM_DETECTION_RUN = "form_detection_run"
    """A form detection run."""


@dataclass(slots=True, kw_only=True)
class RunUsageBreakdownEntry(Model):
    """The cost of one run that took part."""

    object: RunUsageBreakdownEntryObject
    """Kind of run."""

    id: str
    """Id of the run."""

    credits: float
    """Credits of the run."""

    charges: list[RunUsageBreakdownCharge] | None = None
    """The charges that the credits are the sum of. For runs kept since 2026-06-10."""
