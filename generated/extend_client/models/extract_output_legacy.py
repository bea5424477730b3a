# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .extraction_field_result import ExtractionFieldResult

ExtractOutputLegacy: TypeAlias = "dict[str, ExtractionFieldResult]"
"""Output of a run with a legacy config: results by field name, or by field id where names repeat."""
