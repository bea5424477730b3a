# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model

if TYPE_CHECKING:
    from .enum import Enum


class ExtractionFieldType(OpenStrEnum):
    """Type of the field."""

    STRING = "string"
    """Text."""

    NUMBER = "number"
    """A number."""

    CURRENCY = "currency"
    """An amount with its currency."""

    BOOLEAN = "boolean"
    """True or false."""

    DATE = "date"
    """A date."""

    ARRAY = "array"
    """A list."""

    ENUM = "enum"
    """One of listed values."""

    OBJECT = "object"
    """A group of fields."""

    SIGNATURE = "signature"
    """A signature."""


@dataclass(slots=True, kw_only=True)
class ExtractionField(Model):
    """One field of a legacy config."""

    id: str
    """Id of the field."""

    name: str
    """Name of the field."""

    type: ExtractionFieldType
    """Type of the field."""

    description: str
    """What the field is, in plain language."""

    schema: list[ExtractionField] | None = None
    """Nested fields, for arrays and objects."""

    enum: list[Enum] | None = None
    """Permitted values, for enums."""
