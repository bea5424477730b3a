# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .._runtime.models import Model

if TYPE_CHECKING:
    from .extract_output_metadata_value import ExtractOutputMetadataValue


@dataclass(slots=True, kw_only=True)
class ExtractOutputJson(Model):
    """Output of a run whose config has a JSON schema."""

    value: dict[str, Any]
    """The data, in the shape of the schema in the config. Any primitive may be null."""

    metadata: dict[str, ExtractOutputMetadataValue]
    """Facts on each value by its path, such as `line_items[0].description`."""
