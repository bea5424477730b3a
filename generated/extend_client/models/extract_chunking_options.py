# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model, Wire


class ExtractChunkingOptionsChunkingStrategy(OpenStrEnum):
    """Where files are cut."""

    STANDARD = "standard"
    """By a fixed number of pages."""

    SEMANTIC = "semantic"
    """By meaning."""

    CONTEXTUAL = "contextual"
    """By context."""


class ExtractChunkingOptionsChunkSelectionStrategy(OpenStrEnum):
    """Which chunk wins where several have a value."""

    INTELLIGENT = "intelligent"
    """Chosen by the model."""

    CONFIDENCE = "confidence"
    """The surest."""

    TAKE_FIRST = "take_first"
    """The first."""

    TAKE_LAST = "take_last"
    """The last."""


@dataclass(slots=True, kw_only=True)
class ExtractChunkingOptions(Model):
    """How a long file is cut before extraction."""

    chunking_strategy: Annotated[
        ExtractChunkingOptionsChunkingStrategy | None, Wire("chunkingStrategy")
    ] = None
    """Where files are cut."""

    page_chunk_size: Annotated[int | None, Wire("pageChunkSize")] = None
    """Pages in a chunk."""

    chunk_selection_strategy: Annotated[
        ExtractChunkingOptionsChunkSelectionStrategy | None,
        Wire("chunkSelectionStrategy"),
    ] = None
    """Which chunk wins where several have a value."""

    custom_semantic_chunking_rules: Annotated[
        str | None, Wire("customSemanticChunkingRules")
    ] = None
    """Rules in plain language for semantic cutting."""
