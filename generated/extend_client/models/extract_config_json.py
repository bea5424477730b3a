# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from .extract_advanced_options import ExtractAdvancedOptions
    from .extract_base_processor import ExtractBaseProcessor
    from .parse_config import ParseConfig


@dataclass(slots=True, kw_only=True)
class ExtractConfigJson(Model):
    """A config that describes its output with a JSON schema. It never has the key `fields`."""

    base_processor: Annotated[ExtractBaseProcessor | None, Wire("baseProcessor")] = None
    """The processor; extraction_performance where it is left out."""

    base_version: Annotated[str | None, Wire("baseVersion")] = None
    """Version of the processor, such as 4.10.0; the newest stable one where it is left out."""

    extraction_rules: Annotated[str | None, Wire("extractionRules")] = None
    """Rules in plain language."""

    schema: dict[str, Any] | None = None
    """JSON Schema of the output. The server returns it normalised; absent when it is inferred."""

    advanced_options: Annotated[
        ExtractAdvancedOptions | None, Wire("advancedOptions")
    ] = None
    """Fine settings."""

    parse_config: Annotated[ParseConfig | None, Wire("parseConfig")] = None
    """How files are parsed first."""
