# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Literal

from .._runtime.models import Model, Wire

if TYPE_CHECKING:
    from .file_metadata import FileMetadata
    from .file_type import FileType


@dataclass(slots=True, kw_only=True)
class FileSummary(Model):
    """A file that a run read."""

    object: Literal["file"] = "file"
    """Always `file`."""

    id: str
    """Id of the file; today it begins with `file_`."""

    name: str
    """Its name."""

    type: FileType | None
    """Its type; null when that was not determined."""

    parent_file_id: Annotated[str | None, Wire("parentFileId")]
    """Id of the file it was cut from by a splitter in a workflow; else null."""

    metadata: FileMetadata
    """What is known of it."""

    created_at: Annotated[datetime, Wire("createdAt")]
    """When it was created (RFC 3339, UTC)."""

    updated_at: Annotated[datetime, Wire("updatedAt")]
    """When it last changed (RFC 3339, UTC)."""
