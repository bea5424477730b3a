# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .._runtime.enums import OpenStrEnum
from .._runtime.models import Model

if TYPE_CHECKING:
    from .enum_option import EnumOption
    from .extraction_field import ExtractionField
    from .extraction_field_result_reference import ExtractionFieldResultReference
    from .insight import Insight


class ExtractionFieldResultType(OpenStrEnum):
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

    ENUM = "enum"
    """One of listed values."""

    ARRAY = "array"
    """A list."""

    OBJECT = "object"
    """A group of fields."""

    SIGNATURE = "signature"
    """A signature."""


@dataclass(slots=True, kw_only=True)
class ExtractionFieldResult(Model):
    """The result for one field of a legacy config."""

    id: str
    """Id of the field."""

    type: ExtractionFieldResultType
    """Type of the field."""

    value: Any
    """The value: any JSON, null included."""

    confidence: float | None = None
    """How sure the result is, from 0 to 1."""

    schema: list[ExtractionField] | None = None
    """Definitions of nested fields."""

    insights: list[Insight] | None = None
    """Remarks of the model."""

    references: list[ExtractionFieldResultReference]
    """Where the value was found; may be empty."""

    enum: list[EnumOption] | None = None
    """The permitted values, when `type` is enum."""
