# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from .extract_advanced_options import ExtractAdvancedOptions
    from .extraction_field import ExtractionField
    from .parse_config import ParseConfig


class ExtractConfigLegacyBaseProcessor(OpenStrEnum):
    """The processor."""

    EXTRACTION_PERFORMANCE = "extraction_performance"
    """The most accurate processor."""

    EXTRACTION_LIGHT = "extraction_light"
    """The faster, cheaper processor."""


@dataclass(slots=True, kw_only=True)
class ExtractConfigLegacy(Model):
    """A config of older runs, which lists its fields. The key `fields` tells it apart."""

    base_processor: Annotated[
        ExtractConfigLegacyBaseProcessor | None, Wire("baseProcessor")
    ] = None
    """The processor."""

    base_version: Annotated[str | None, Wire("baseVersion")] = None
    """Version of the processor."""

    extraction_rules: Annotated[str | None, Wire("extractionRules")] = None
    """Rules in plain language."""

    fields: list[ExtractionField]
    """The fields to extract."""

    advanced_options: Annotated[
        ExtractAdvancedOptions | None, Wire("advancedOptions")
    ] = None
    """Fine settings."""

    parse_config: Annotated[ParseConfig | None, Wire("parseConfig")] = None
    """How files are parsed first."""
