# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from .run_usage_breakdown_entry import RunUsageBreakdownEntry


@dataclass(slots=True, kw_only=True)
class RunUsage(Model):
    """What a run cost."""

    credits: float
    """Credits of this run alone."""

    total_credits: Annotated[float | None, Wire("totalCredits")] = None
    """Credits with those of the runs it started. For runs kept since 2026-05-14."""

    breakdown: list[RunUsageBreakdownEntry] | None = None
    """The credits run by run. For runs kept since 2026-05-14."""
