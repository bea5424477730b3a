"""Files and other raw content of request bodies."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

if TYPE_CHECKING:
    from .uploads import Source


@dataclass(frozen=True, slots=True)
class File:
    """The content of a file, with its name and media type where they matter.

    `headers` are those of its part in a multipart body.
    """

    content: bytes | str | BinaryIO | Path
    filename: str | None = None
    content_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


FileContent: TypeAlias = bytes | str | BinaryIO | Path | File
"""What can be sent as a file: bytes, text, an open binary file, a path, or a `File`."""


def as_file(value: FileContent) -> File:
    """The same content, named by its path where it has one."""
    file = value if isinstance(value, File) else File(value)
    if file.filename is not None:
        return file
    name = getattr(file.content, "name", None)
    known = Path(name).name if isinstance(name, str) else None
    return File(file.content, known, file.content_type, file.headers)


def is_raw(value: object) -> bool:
    """Whether a value is the content of a file, and no text or JSON."""
    readable = callable(getattr(value, "read", None))
    return readable or isinstance(value, (bytes, bytearray, Path, File))


def media_type(file: File, declared: str | None) -> str:
    """What a file says it is; else what the document says, where that is one type; else by its name."""
    if file.content_type or (declared and "*" not in declared and "," not in declared):
        return file.content_type or declared or ""
    from mimetypes import (
        guess_type,
    )  # reads the tables of the system: not before it is needed

    guessed = guess_type(file.filename)[0] if file.filename else None
    plain = isinstance(file.content, str)
    return guessed or ("text/plain" if plain else "application/octet-stream")


def pieces_of(value: FileContent) -> list[bytes | Source]:
    """The content as pieces of a body; a file is read when it is sent.

    Raises:
        OSError: there is no such file.
        TypeError: it is no content.
    """
    content = as_file(value).content
    if isinstance(content, str):
        return [content.encode()]
    if isinstance(content, (bytes, bytearray)):
        return [bytes(content)]
    if isinstance(content, io.TextIOBase):
        return [str(content.read()).encode()]
    if not isinstance(content, Path) and not hasattr(content, "read"):
        raise TypeError(f"{type(content).__name__} cannot be sent as a file")
    from .uploads import source

    return [source(content)]
