"""Uploads: request bodies with files and iterators, read while they are sent instead of kept in memory."""

from __future__ import annotations

import re
import stat
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import TransportError
from .codec import InvalidArgumentError
from .files import BYTES_TYPES, BinaryFile, File

CHUNK_SIZE = 64 * 1024
_LENGTH = re.compile("[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Source:
    """Content to send: a path, opened for each attempt, an open file, or an iterator."""

    content: Path | BinaryFile | Iterator[bytes] | AsyncIterable[bytes]
    length: int | None = None
    """Number of bytes; None if unknown."""
    start: int | None = None
    """Position from which each attempt reads; None if the content can be read only once."""

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes in chunks; a file that the caller opened is not closed."""
        content: Any = self.content
        if isinstance(content, Path):
            with content.open("rb") as file:
                yield from _read(file, self.length)
        elif hasattr(content, "read"):
            if self.start is not None:
                content.seek(self.start)
            yield from _read(content, self.length)
        else:
            yield from filter(None, map(_check_chunk, content))


def _read(file: BinaryFile, length: int | None) -> Iterator[bytes]:
    """Yield the content of a file, up to a length: a file may grow while it is sent."""
    size = CHUNK_SIZE
    while chunk := file.read(size if length is None else min(size, length)):
        length = None if length is None else length - len(chunk)
        yield _check_chunk(chunk)


def _check_chunk(chunk: object) -> bytes:
    """Return a chunk as bytes.

    Raises:
        TypeError: it is not bytes.
    """
    if not isinstance(chunk, BYTES_TYPES):
        kind = type(chunk).__name__
        raise TypeError(f"chunks of a body must be bytes, got {kind}")
    return bytes(chunk)


@dataclass(slots=True)
class Upload:
    """Body that consists of bytes, files and iterators."""

    pieces: tuple[bytes | Source, ...] = field(repr=False)
    declared_length: int | None = None
    """Number of bytes that the caller declares."""
    error: Exception | None = field(default=None, repr=False)
    """Exception of a file or iterator that ended an attempt: not a failure of the connection."""

    @property
    def length(self) -> int | None:
        """Total number of bytes; None if unknown."""
        total = 0
        if self.declared_length is not None:
            return self.declared_length
        for piece in self.pieces:
            size = len(piece) if isinstance(piece, bytes) else piece.length
            if size is None:
                return None
            total += size
        return total

    @property
    def is_repeatable(self) -> bool:
        """True if the body can be sent again."""
        return all(isinstance(p, bytes) or p.start is not None for p in self.pieces)

    @property
    def async_content(self) -> AsyncIterable[bytes] | None:
        """The first async iterator in the body: only async clients can read it."""
        contents = (p.content for p in self.pieces if isinstance(p, Source))
        return next((c for c in contents if isinstance(c, AsyncIterable)), None)

    def declare_length(self, text: str) -> None:
        """Set the length from a header of the caller.

        Raises:
            InvalidArgumentError: it is not a number.
        """
        if not isinstance(text, str) or not _LENGTH.fullmatch(text):
            error = InvalidArgumentError("a number of bytes, as a str", text)
            error.add("header 'content-length'")
            raise error
        self.declared_length = int(text)

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes in chunks."""
        missing = self.length
        try:
            for piece in self.pieces:
                for chunk in [piece] if isinstance(piece, bytes) else piece.chunks():
                    missing = _count(missing, chunk)
                    yield chunk
            _check_end(missing)
        except Exception as error:
            self.error = error
            raise

    async def achunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes in chunks; files are read in a thread, without blocking the event loop."""
        from asyncio import to_thread

        missing = self.length
        try:
            for piece in self.pieces:
                content = None if isinstance(piece, bytes) else piece.content
                if isinstance(content, AsyncIterable):
                    async for item in content:
                        if chunk := _check_chunk(item):
                            missing = _count(missing, chunk)
                            yield chunk
                    continue
                chunks = iter([piece]) if isinstance(piece, bytes) else piece.chunks()
                while (part := await to_thread(_next_chunk, chunks)) is not None:
                    missing = _count(missing, part)
                    yield part
            _check_end(missing)
        except Exception as error:
            self.error = error
            raise


def _count(missing: int | None, chunk: bytes) -> int | None:
    """Return the number of bytes that are missing after a chunk; None without a length.

    Raises:
        TransportError: the body is longer than its declared length.
    """
    if missing is None:
        return None
    if len(chunk) > missing:
        raise TransportError("the body is longer than its declared length")
    return missing - len(chunk)


def _check_end(missing: int | None) -> None:
    """Check the length of a body.

    Raises:
        TransportError: the body is shorter than its length: a file has become smaller.
    """
    if missing:
        problem = f"{missing} bytes of the body are missing"
        hint = (
            "a file became smaller while it was sent, or the declared length is wrong"
        )
        raise TransportError(f"{problem}: {hint}")


def make_source(content: Any) -> Source:
    """Return content that is not in memory as a source.

    Raises:
        OSError: the file cannot be opened.
    """
    if isinstance(content, Path):
        info = content.stat()
        # A pipe or device has no size, and to open it twice would lose data.
        if stat.S_ISFIFO(info.st_mode) or stat.S_ISCHR(info.st_mode):
            return Source(content)
        content.open("rb").close()
        return Source(content, info.st_size, 0)
    if isinstance(content, AsyncIterable) or not hasattr(content, "read"):
        return Source(content)
    try:
        start = content.tell()
        length = content.seek(0, 2) - start
        content.seek(start)
    except (AttributeError, OSError, TypeError, ValueError):  # not seekable
        return Source(content)
    return Source(content, length, start)


def join_pieces(pieces: list[bytes | Source]) -> bytes | Upload:
    """Return the pieces as one body; bytes if it contains no file."""
    chunks = [piece for piece in pieces if isinstance(piece, bytes)]
    return b"".join(chunks) if len(chunks) == len(pieces) else Upload(tuple(pieces))


def choose_media_type(
    file: File, declared: str | None, default: str = "application/octet-stream"
) -> str:
    """Return the media type of a file: its own, a single declared one, or a guess by its name."""
    if file.content_type or (declared and "*" not in declared and "," not in declared):
        return file.content_type or declared or ""
    from mimetypes import guess_type  # slow import: reads tables of the system

    guess = guess_type(file.filename)[0] if file.filename else None
    return guess or default


def split_content(file: File) -> list[bytes | Source]:
    """Return the content of a file as pieces of a body; files are read when they are sent.

    Raises:
        OSError: the file does not exist.
    """
    content = file.content
    return [
        bytes(content) if isinstance(content, BYTES_TYPES) else make_source(content)
    ]


def _next_chunk(chunks: Iterator[bytes]) -> bytes | None:
    return next(chunks, None)
