# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenStrEnum


class FileType(OpenStrEnum):
    """Type of a file."""

    PDF = "PDF"
    """A PDF."""

    CSV = "CSV"
    """Comma-separated values."""

    IMG = "IMG"
    """An image."""

    TXT = "TXT"
    """Plain text."""

    DOCX = "DOCX"
    """A Word document."""

    EXCEL = "EXCEL"
    """A workbook."""

    XML = "XML"
    """XML."""

    HTML = "HTML"
    """HTML."""
