# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from .created_by import CreatedBy


@dataclass(slots=True, kw_only=True)
class ExtractorVersionSummary(Model):
    """The version of the extractor that a run used."""

    object: Literal["extractor_version"] = "extractor_version"
    """Always `extractor_version`."""

    id: str
    """Id of the version; today it begins with `exv_`."""

    description: str | None
    """What is said of the version, if anything."""

    version: str
    """Its number, such as `1.0`, or `draft`."""

    extractor_id: Annotated[str, Wire("extractorId")]
    """Id of the extractor."""

    created_at: Annotated[datetime, Wire("createdAt")]
    """When it was created (RFC 3339, UTC)."""

    created_by: Annotated[CreatedBy | None, Wire("createdBy")]
    """Who made it; null for versions from before this was recorded."""
