# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model


class RunUsageBreakdownChargeUnit(OpenStrEnum):
    """What is counted."""

    PAGE = "page"
    """By page."""

    CELL = "cell"
    """Cells."""

    USD = "usd"
    """US dollars."""


@dataclass(slots=True, kw_only=True)
class RunUsageBreakdownCharge(Model):
    """One charge within an entry."""

    product: str
    """What was charged, such as `extraction_performance` or `review_agent`. Open."""

    unit: RunUsageBreakdownChargeUnit
    """What is counted."""

    quantity: float
    """How many units."""

    credits: float
    """Credits of the charge."""

    pages: list[int] | None = None
    """Pages from 1, for add-ons that are charged by use."""
