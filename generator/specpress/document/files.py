"""Read local files and standard input: regular files, within a limit of their size."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

# Maximum size of one file, response or standard input.
MAX_BYTES = 100_000_000
CHUNK = 1 << 20


class TooLargeError(OSError):
    """The content exceeds the limit."""

    def __init__(self, limit: int) -> None:
        self.strerror = f"larger than {limit / 1_000_000:g} MB"
        super().__init__(self.strerror)


class SpecialFileError(OSError):
    """The path is not that of a regular file."""


# The digests of the files that were read, by path; of one that does not exist, None.
_READ: ContextVar[dict[str, set[str | None]] | None] = ContextVar("_READ", default=None)


@contextmanager
def record_reads() -> Iterator[dict[str, set[str | None]]]:
    """Record which files are read, each with the digests of its contents, or None if it does not exist."""
    reads: dict[str, set[str | None]] = {}
    token = _READ.set(reads)
    try:
        yield reads
    finally:
        _READ.reset(token)


def note_read(path: Path, content: bytes | None) -> None:
    """Record that a file was read; None if it does not exist."""
    if (reads := _READ.get()) is not None:
        digest = None if content is None else sha256(content).hexdigest()
        reads.setdefault(str(path.absolute()), set()).add(digest)


def read_file(path: Path, limit: int | None = None, *, is_named: bool = False) -> bytes:
    """Return the content of a file.

    Args:
        is_named: The user named the file: it may be a pipe (`<(command)`) as well.

    Raises:
        OSError: it cannot be read, is larger than `limit`, or is not a regular file.
        ValueError: the path has characters that paths cannot have.
    """
    # A pipe without a writer would block, and a link may have replaced the path after it was checked.
    flags = 0 if is_named else _flag("O_NONBLOCK") | _flag("O_NOFOLLOW")
    try:
        descriptor = os.open(path, os.O_RDONLY | _flag("O_BINARY") | flags)
    except FileNotFoundError:
        note_read(path, None)
        raise
    with os.fdopen(descriptor, "rb", buffering=0) as stream:
        _check_kind(os.fstat(descriptor).st_mode, is_named)
        content = read_limited(stream, limit)
    note_read(path, content)
    return content


def read_stdin() -> bytes:
    """Return the content of standard input.

    Raises:
        OSError: it is closed, or too large.
    """
    if sys.stdin is None:
        raise OSError("standard input is closed")
    return read_limited(sys.stdin.buffer)


def read_limited(stream: BinaryIO, limit: int | None = None) -> bytes:
    """Return the content of a stream; at most `limit` bytes and one chunk are kept in memory."""
    limit = MAX_BYTES if limit is None else limit
    data = bytearray()
    while chunk := stream.read(CHUNK):
        data += chunk
        if len(data) > limit:
            raise TooLargeError(limit)
    return bytes(data)


def _check_kind(mode: int, is_named: bool) -> None:
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "is a directory")
    if not stat.S_ISREG(mode) and not (is_named and stat.S_ISFIFO(mode)):
        raise SpecialFileError("not a regular file")


def _flag(name: str) -> int:
    """Return a flag of `os.open`, 0 on systems that do not have it."""
    return int(getattr(os, name, 0))
