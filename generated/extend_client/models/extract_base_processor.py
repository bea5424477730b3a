# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenStrEnum


class ExtractBaseProcessor(OpenStrEnum):
    """The processor of an extraction."""

    EXTRACTION_PERFORMANCE = "extraction_performance"
    """The most accurate processor."""

    EXTRACTION_LIGHT = "extraction_light"
    """The faster, cheaper processor."""

    EXTRACTION_OPERATOR = "extraction_operator"
    """The processor that works in several steps."""
