"""Files and other binary content of request bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeAlias


@dataclass(frozen=True, slots=True)
class File:
    """Content of a file, with an optional name and media type.

    `headers` are added to its part of a multipart body.
    """

    content: bytes | str | BinaryIO | Path
    filename: str | None = None
    content_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


FileContent: TypeAlias = bytes | str | BinaryIO | Path | File
"""Content of a file: bytes, text, an open binary file, a path, or a `File`."""


def is_raw(value: object) -> bool:
    """Return whether a value is the content of a file, not text or JSON."""
    readable = callable(getattr(value, "read", None))
    return readable or isinstance(value, (bytes, bytearray, Path, File))
