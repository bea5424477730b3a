# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from .._runtime.models import Model, Wire


@dataclass(slots=True, kw_only=True)
class ExtractionFieldResultReferenceBoundingBoxesItem(Model):
    """A rectangle on a page."""

    top: float
    """Top edge."""

    left: float
    """Left edge."""

    bottom: float
    """Bottom edge."""

    right: float
    """Right edge."""


@dataclass(slots=True, kw_only=True)
class ExtractionFieldResultReference(Model):
    """A place where the value of a field was found."""

    id: str
    """Id of the field."""

    field_name: Annotated[str, Wire("fieldName")]
    """Name of the field."""

    page: float
    """Number of the page."""

    bounding_boxes: Annotated[
        list[ExtractionFieldResultReferenceBoundingBoxesItem], Wire("boundingBoxes")
    ]
    """Rectangles on the page."""
