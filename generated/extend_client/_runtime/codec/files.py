"""Files and other binary content of request bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias


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


def read_text(value: Any) -> str:
    """Return the content of a file as text, for files inside JSON.

    Raises:
        TypeError: the value is not the content of a file.
    """
    content = value.content if isinstance(value, File) else value
    if not is_raw(content) and not isinstance(content, str):
        raise TypeError(f"{type(value).__name__} cannot be encoded as JSON")
    if isinstance(content, Path):
        content = content.read_bytes()
    elif not isinstance(content, (str, bytes, bytearray)):
        content = content.read()
    return content if isinstance(content, str) else bytes(content).decode()
