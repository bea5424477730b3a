# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .._runtime.models import Model

PageRanges: TypeAlias = "list[PageRangesItem]"
"""Ranges of pages."""


@dataclass(slots=True, kw_only=True)
class PageRangesItem(Model):
    """A range of pages, both ends included."""

    start: int
    """First page."""

    end: int
    """Last page."""
