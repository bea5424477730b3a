# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from .._runtime.models import Model, Wire


@dataclass(slots=True, kw_only=True)
class ExtractorSummary(Model):
    """The extractor that a run used."""

    object: Literal["extractor"] = "extractor"
    """Always `extractor`."""

    id: str
    """Id of the extractor; today it begins with `ex_`."""

    name: str
    """Its name."""

    created_at: Annotated[datetime, Wire("createdAt")]
    """When it was created (RFC 3339, UTC)."""

    updated_at: Annotated[datetime, Wire("updatedAt")]
    """When it last changed (RFC 3339, UTC)."""
