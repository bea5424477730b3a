"""Uploads: request bodies with files, read while they are sent instead of kept in memory."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from .scalars import File, FileContent

CHUNK_SIZE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """File to send: a path, opened for each attempt, or an open file, read from its position."""

    content: Path | BinaryIO
    length: int | None
    """Number of bytes; None if unknown."""
    start: int | None = None
    """Initial position of an open file; None if it is not seekable."""

    @property
    def is_repeatable(self) -> bool:
        """True if the file can be read again."""
        return isinstance(self.content, Path) or self.start is not None

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Return the file at its start; a file that the caller opened is not closed."""
        if isinstance(self.content, Path):
            with self.content.open("rb") as file:
                yield file
            return
        if self.start is not None:
            self.content.seek(self.start)
        yield self.content


@dataclass(frozen=True, slots=True)
class Upload:
    """Body that consists of bytes and files."""

    pieces: tuple[bytes | Source, ...] = field(repr=False)

    @property
    def length(self) -> int | None:
        """Total number of bytes; None if unknown."""
        total = 0
        for piece in self.pieces:
            size = len(piece) if isinstance(piece, bytes) else piece.length
            if size is None:
                return None
            total += size
        return total

    @property
    def is_repeatable(self) -> bool:
        """True if the body can be sent again."""
        return all(isinstance(p, bytes) or p.is_repeatable for p in self.pieces)

    def chunks(self) -> Iterator[bytes]:
        """Yield the bytes in chunks."""
        for piece in self.pieces:
            if isinstance(piece, bytes):
                yield piece
                continue
            with piece.open() as file:
                while chunk := file.read(CHUNK_SIZE):
                    yield chunk

    async def achunks(self) -> AsyncIterator[bytes]:
        """Yield the bytes in chunks; files are read in a thread, without blocking the event loop."""
        from asyncio import to_thread

        chunks = self.chunks()
        while (chunk := await to_thread(next, chunks, None)) is not None:
            yield chunk


def make_source(content: Path | BinaryIO) -> Source:
    """Return a file as a source.

    Raises:
        OSError: the file does not exist.
    """
    if isinstance(content, Path):
        return Source(content, content.stat().st_size)
    try:
        start = content.tell()
        length = content.seek(0, 2) - start
        content.seek(start)
    except (AttributeError, OSError, ValueError):  # not seekable
        return Source(content, None)
    return Source(content, length, start)


def join_pieces(pieces: list[bytes | Source]) -> bytes | Upload:
    """Return the pieces as one body; bytes if it contains no file."""
    chunks = [piece for piece in pieces if isinstance(piece, bytes)]
    return b"".join(chunks) if len(chunks) == len(pieces) else Upload(tuple(pieces))


def as_file(value: FileContent) -> File:
    """Return the content as a `File`; without a filename, it has that of its path."""
    file = value if isinstance(value, File) else File(value)
    if file.filename is not None:
        return file
    path = getattr(file.content, "name", None)
    filename = Path(path).name if isinstance(path, str) else None
    return File(file.content, filename, file.content_type, file.headers)


def choose_media_type(file: File, declared: str | None) -> str:
    """Return the media type of a file: its own, a single declared one, or a guess by its name."""
    if file.content_type or (declared and "*" not in declared and "," not in declared):
        return file.content_type or declared or ""
    from mimetypes import guess_type  # slow import: reads tables of the system

    guess = guess_type(file.filename)[0] if file.filename else None
    is_text = isinstance(file.content, str)
    return guess or ("text/plain" if is_text else "application/octet-stream")


def split_content(value: FileContent) -> list[bytes | Source]:
    """Return the content as pieces of a body; files are read when they are sent.

    Raises:
        OSError: the file does not exist.
        TypeError: the value is not the content of a file.
    """
    content = as_file(value).content
    if isinstance(content, str):
        return [content.encode()]
    if isinstance(content, (bytes, bytearray)):
        return [bytes(content)]
    if isinstance(content, io.TextIOBase):
        return [str(content.read()).encode()]
    if not isinstance(content, Path) and not hasattr(content, "read"):
        raise TypeError(
            "file content must be bytes, str, a path or an open file, "
            f"got {type(content).__name__}"
        )
    return [make_source(content)]
