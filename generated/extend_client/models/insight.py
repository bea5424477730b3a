# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model


class InsightType(OpenStrEnum):
    """What kind of remark it is."""

    REASONING = "reasoning"
    """Why the model chose the value."""

    ISSUE = "issue"
    """Something that looks wrong."""

    REVIEW_SUMMARY = "review_summary"
    """A summary of the review."""


@dataclass(slots=True, kw_only=True)
class Insight(Model):
    """A remark of the model on a value."""

    type: InsightType
    """What kind of remark it is."""

    content: str
    """The remark."""
