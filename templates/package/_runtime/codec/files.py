"""Files: the content that callers pass, and its checks."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterator, Mapping
from dataclasses import dataclass, field
from inspect import iscoroutinefunction
from io import TextIOBase
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from .codec import Encodable, InvalidArgumentError


class BinaryFile(Protocol):
    """A file that is open in binary mode."""

    def read(self, size: int = -1, /) -> bytes: ...


FileData: TypeAlias = (
    bytes
    | bytearray
    | memoryview
    | Path
    | BinaryFile
    | Iterator[bytes]
    | AsyncIterable[bytes]
)
"""Content of a file; only async clients send an async iterator, and no iterator is sent twice."""


@dataclass(frozen=True, slots=True)
class File:
    """Content of a file, with an optional name and media type.

    `headers` are added to its part of a multipart body.
    """

    content: FileData
    filename: str | None = None
    content_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


FileContent: TypeAlias = (
    FileData
    | File
    | tuple[str | None, FileData]
    | tuple[str | None, FileData, str | None]
    | tuple[str | None, FileData, str | None, Mapping[str, str]]
)
"""Content of a file, a `File`, or a tuple of filename, content, media type and headers.

A `str` is none of them: it could be a path or the content. An open file must be in binary mode.
"""

FileOrText: TypeAlias = FileContent | str
"""A file in a part of a multipart body that is a string inside of JSON."""

EXPECTED = (
    "a file (bytes, a Path, an open binary file, an iterator of bytes, "
    "or a tuple of name, content and type)"
)
STR_HINT = "pass Path(…) for the file of that name, or encode the text: …encode()"
TEXT_HINT = 'open the file in binary mode: open(…, "rb")'
MODE_HINT = 'open the file for reading: open(…, "rb")'
CLOSED_HINT = "the file is closed"
ASYNC_HINT = "its read() is a coroutine function: pass `await file.read()`"
CONSUMED_HINT = "the generator is exhausted: an iterator can be sent only once"
SEQUENCE_HINT = "pass iter(…) to send its items as chunks"
BYTES_TYPES = (bytes, bytearray, memoryview)
RAW_TYPES = (*BYTES_TYPES, Path, File, Iterator, AsyncIterable)
JSON_CLASSES = (dict, list, str, Encodable)


def is_raw(value: object) -> bool:
    """Return whether a value is the content of a file, not text or JSON."""
    if isinstance(value, JSON_CLASSES):  # fast: most values are
        return False
    return isinstance(value, RAW_TYPES) or callable(getattr(value, "read", None))


def is_file_tuple(value: Any) -> bool:
    """Return whether a tuple is the name and content of a file, not a list of values."""
    if not isinstance(value, tuple) or not 2 <= len(value) <= 4:
        return False
    return isinstance(value[0], str | None) and is_raw(value[1])


def as_file(value: Any, expected: str = EXPECTED) -> File:
    """Return the content of a file as a `File`; without a filename, it has that of its path.

    Raises:
        InvalidArgumentError: the value is not the content of a file.
    """
    file = value if isinstance(value, File) else File(value)
    if isinstance(value, tuple) and 2 <= len(value) <= 4:
        name, content, *others = value
        file = File(content, name, *others)
    hint = _find_fault(file.content)
    if hint is not None:
        raise InvalidArgumentError(expected, file.content, hint)
    if file.filename is not None:
        if not isinstance(file.filename, str):
            raise InvalidArgumentError("a filename (str)", file.filename)
        return file
    path = getattr(file.content, "name", None)
    filename = Path(path).name if isinstance(path, str) else None
    return File(file.content, filename, file.content_type, file.headers)


def _find_fault(content: Any) -> str | None:
    """Return None for the content of a file, else a hint, which may be empty."""
    if isinstance(content, (*BYTES_TYPES, Path)):
        return None
    if isinstance(content, str):
        return STR_HINT
    has_encoding = isinstance(getattr(content, "encoding", None), str)
    if has_encoding or isinstance(content, TextIOBase):
        return TEXT_HINT
    if getattr(content, "closed", False) is True:
        return CLOSED_HINT
    if any(getattr(content, name, True) is None for name in ("gi_frame", "ag_frame")):
        return CONSUMED_HINT
    if isinstance(content, AsyncIterable):
        return None
    if iscoroutinefunction(getattr(content, "read", None)):
        return ASYNC_HINT
    readable = getattr(content, "readable", None)
    if callable(readable) and not readable():
        return MODE_HINT
    if is_raw(content) and not isinstance(content, File):
        return None
    return SEQUENCE_HINT if isinstance(content, list) else ""


def read_text(value: Any) -> str:
    """Return the content of a file as text, for files inside JSON.

    Raises:
        TypeError: the value is not the content of a file.
    """
    content: Any = value.content if isinstance(value, File) else value
    if isinstance(content, Path):
        content = content.read_bytes()
    elif callable(getattr(content, "read", None)):
        content = content.read()
    if not isinstance(content, (str, *BYTES_TYPES)):
        raise TypeError(f"{type(value).__name__} cannot be encoded as JSON")
    return content if isinstance(content, str) else bytes(content).decode()
