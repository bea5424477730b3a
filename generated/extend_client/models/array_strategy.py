# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model


class ArrayStrategyType(OpenStrEnum):
    """The strategy."""

    LARGE_ARRAY_HEURISTICS = "large_array_heuristics"
    """By heuristics."""

    LARGE_ARRAY_MAX_CONTEXT = "large_array_max_context"
    """With as much context as fits."""

    LARGE_ARRAY_OVERLAP_CONTEXT = "large_array_overlap_context"
    """With chunks that overlap."""


@dataclass(slots=True, kw_only=True)
class ArrayStrategy(Model):
    """How long arrays are extracted."""

    type: ArrayStrategyType
    """The strategy."""
