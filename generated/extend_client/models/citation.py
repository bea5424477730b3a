# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from .polygon import Polygon


@dataclass(slots=True, kw_only=True)
class CitationPage(Model):
    """The page."""

    number: float
    """Number of the page from 1; the index of the worksheet in a workbook."""

    width: float | None = None
    """Width of the page, in points or, for images, in pixels."""

    height: float | None = None
    """Height of the page, in points or, for images, in pixels."""


@dataclass(slots=True, kw_only=True)
class Citation(Model):
    """A place in a file from which a value was taken."""

    file_id: Annotated[str | None, Wire("fileId")] = None
    """Id of the file; joins with `files` in a run over several."""

    page: CitationPage | None = None
    """The page."""

    reference_text: Annotated[str | None, Wire("referenceText")] = None
    """The quoted text."""

    polygon: list[Polygon] | None = None
    """The outline on the page, corner by corner."""

    cell_range: Annotated[str | None, Wire("cellRange")] = None
    """Cells in A1 notation, for worksheets and CSV files, in place of an outline."""
