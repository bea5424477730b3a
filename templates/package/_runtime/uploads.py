"""What is sent as a file: of any size, read while it is sent and not held in memory."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from .files import File, FileContent

SIZE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Source:
    """A file: one that is opened for each attempt, or an open one, read from where it stood at first."""

    content: Path | BinaryIO
    length: int | None
    """Bytes, as far as they are known."""
    start: int | None = None
    """Where an open file stood; None where it cannot go back."""

    @property
    def is_repeatable(self) -> bool:
        """Whether it can be read again."""
        return isinstance(self.content, Path) or self.start is not None

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The file at its start; an open one stays its owner's to close."""
        if isinstance(self.content, Path):
            with self.content.open("rb") as file:
                yield file
            return
        if self.start is not None:
            self.content.seek(self.start)
        yield self.content


@dataclass(frozen=True, slots=True)
class Upload:
    """Pieces that are sent one after the other."""

    pieces: tuple[bytes | Source, ...] = field(repr=False)

    @property
    def length(self) -> int | None:
        """Bytes in all; None where a piece does not know."""
        total = 0
        for piece in self.pieces:
            size = len(piece) if isinstance(piece, bytes) else piece.length
            if size is None:
                return None
            total += size
        return total

    @property
    def is_repeatable(self) -> bool:
        """Whether all of it can be sent again."""
        return all(isinstance(p, bytes) or p.is_repeatable for p in self.pieces)

    def chunks(self) -> Iterator[bytes]:
        """The bytes, in parts."""
        for piece in self.pieces:
            if isinstance(piece, bytes):
                yield piece
                continue
            with piece.opened() as file:
                while chunk := file.read(SIZE):
                    yield chunk

    async def achunks(self) -> AsyncIterator[bytes]:
        """The bytes, in parts, read in a thread so that nothing else waits."""
        from asyncio import to_thread

        parts = self.chunks()
        while (chunk := await to_thread(next, parts, None)) is not None:
            yield chunk


def source(content: Path | BinaryIO) -> Source:
    """A file as a source.

    Raises:
        OSError: there is no such file.
    """
    if isinstance(content, Path):
        return Source(content, content.stat().st_size)
    try:
        start = content.tell()
        length = content.seek(0, 2) - start
        content.seek(start)
    except (AttributeError, OSError, ValueError):
        return Source(content, None)
    return Source(content, length, start)


def joined(pieces: list[bytes | Source]) -> bytes | Upload:
    """The pieces as one body."""
    plain = [piece for piece in pieces if isinstance(piece, bytes)]
    return b"".join(plain) if len(plain) == len(pieces) else Upload(tuple(pieces))


def as_file(value: FileContent) -> File:
    """The same content, named by its path where it has one."""
    file = value if isinstance(value, File) else File(value)
    if file.filename is not None:
        return file
    name = getattr(file.content, "name", None)
    known = Path(name).name if isinstance(name, str) else None
    return File(file.content, known, file.content_type, file.headers)


def media_type(file: File, declared: str | None) -> str:
    """What a file says it is; else what the document says, where that is one type; else by its name."""
    if file.content_type or (declared and "*" not in declared and "," not in declared):
        return file.content_type or declared or ""
    from mimetypes import guess_type  # reads the tables of the system

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
    return [source(content)]


def text_of(value: FileContent) -> str:
    """The content as a text: how it stands in JSON."""
    return b"".join(Upload(tuple(pieces_of(value))).chunks()).decode()
