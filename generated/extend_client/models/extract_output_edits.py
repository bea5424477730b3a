# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from .._runtime.models import Model, Wire


@dataclass(slots=True, kw_only=True)
class ExtractOutputEdits(Model):
    """One change that a reviewer made."""

    original_value: Annotated[Any, Wire("originalValue")] = None
    """The value before: any JSON."""

    edited_value: Annotated[Any, Wire("editedValue")] = None
    """The value after: any JSON."""

    notes: str | None = None
    """Notes of the reviewer."""

    page: float | None = None
    """Number of the page."""

    field_type: Annotated[str | None, Wire("fieldType")] = None
    """Type of the field, such as `string`."""
