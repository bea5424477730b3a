"""Files and other raw content of request bodies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias


@dataclass(frozen=True, slots=True)
class File:
    """The content of a file, with its name and media type where they matter."""

    content: bytes | str | BinaryIO | Path
    filename: str | None = None
    content_type: str | None = None


FileContent: TypeAlias = bytes | str | BinaryIO | Path | File
"""What can be sent as a file: bytes, text, an open binary file, a path, or a `File`."""


def as_file(value: FileContent) -> File:
    """The same content, named by its path where it has one."""
    if isinstance(value, File):
        return value
    if isinstance(value, Path):
        return File(value, value.name)
    name = getattr(value, "name", None)
    return File(value, Path(name).name if isinstance(name, str) else None)


def is_raw(value: object) -> bool:
    """Whether a value is the content of a file, and no text or JSON."""
    return isinstance(value, (bytes, bytearray, Path, File)) or hasattr(value, "read")


def read_content(value: FileContent) -> bytes:
    """All bytes of a content.

    Raises:
        OSError: a file cannot be read.
        TypeError: it is no content.
    """
    content = as_file(value).content
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, Path):
        return content.read_bytes()
    if isinstance(content, (bytes, bytearray)):
        return bytes(content)
    if not hasattr(content, "read"):
        raise TypeError(f"{type(content).__name__} cannot be sent as a file")
    found = content.read()
    return found.encode() if isinstance(found, str) else found
