# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from .parent_split import ParentSplit


@dataclass(slots=True, kw_only=True)
class FileMetadata(Model):
    """What is known of a file."""

    page_count: Annotated[float | None, Wire("pageCount")] = None
    """Number of pages, for PDF and DOCX files."""

    parent_split: Annotated[ParentSplit | None, Wire("parentSplit")] = None
    """Which part of its parent it is, for files that were cut from another."""
