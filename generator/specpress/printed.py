"""A copy of what a command prints, for the record of its run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

# A server prints without end.
MAX_LENGTH = 2**20


class Printed:
    """What was printed: texts in their order, each after the number of its stream."""

    def __init__(self) -> None:
        self.texts: list[tuple[int, str]] = []
        self.length = 0

    @property
    def is_complete(self) -> bool:
        """True if all of it was kept."""
        return self.length <= MAX_LENGTH

    def add(self, number: int, text: str) -> None:
        """Keep a text, within the limit."""
        self.length += len(text)
        if self.is_complete:
            self.texts.append((number, text))


class CopiedStream:
    """A standard stream that also keeps what is printed."""

    def __init__(self, stream: TextIO, number: int, printed: Printed) -> None:
        self.original = stream
        self._number, self._printed = number, printed

    def write(self, text: str) -> int:
        """Write a text, and keep it."""
        # First: some callers try whether a stream accepts bytes.
        length = self.original.write(text)
        self._printed.add(self._number, text)
        return length

    def writelines(self, lines: list[str]) -> None:
        """Write texts, and keep them."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.original, name)


@contextmanager
def copy_output() -> Iterator[Printed]:
    """Keep what is printed on standard output and standard error."""
    printed = Printed()
    streams = sys.stdout, sys.stderr
    for number, name in enumerate(("stdout", "stderr"), 1):
        if (stream := getattr(sys, name)) is not None:
            setattr(sys, name, cast("TextIO", CopiedStream(stream, number, printed)))
    try:
        yield printed
    finally:
        sys.stdout, sys.stderr = streams


def get_original(stream: TextIO) -> TextIO:
    """Return a standard stream on which nothing is kept."""
    return cast("TextIO", getattr(stream, "original", stream))
