"""End a run before a step that changes the file system, as a kill of its process does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from specpress.output import disk

STEPS = (
    "make_folder",
    "write_file",
    "copy_permissions",
    "replace",
    "delete_file",
    "delete_folder",
    "sync",
)


class Killed(BaseException):
    """The end of the process: no code after it changes a file."""


def die() -> None:
    """End this process without any cleanup."""
    os._exit(9)


def stop() -> None:
    """Stop the run; the steps of its cleanup stop too."""
    raise Killed


class Steps:
    """Counts steps, and ends the run before one of them."""

    def __init__(self, last: int | None, end: Callable[[], None]) -> None:
        self.count = 0
        self.last = last
        self.end = end

    def wrap(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a step that ends the run if it is its turn."""

        def step(*arguments: Any) -> Any:
            self.count += 1
            if self.last is not None and self.count >= self.last:
                if name == "write_file" and self.count == self.last:
                    path, content = arguments
                    Path(path).write_bytes(content[: len(content) // 2])
                self.end()
            return function(*arguments)

        return step


@contextmanager
def count_steps(
    last: int | None = None, end: Callable[[], None] = stop
) -> Iterator[Steps]:
    """End the run before the step `last`; a file to be written is then half-written."""
    steps = Steps(last, end)
    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(disk, name, steps.wrap(name, getattr(disk, name)))
        yield steps


def interrupt(function: Callable[[], object], last: int) -> None:
    """Call a function until the step `last`, and forget the rest of it."""
    with count_steps(last):
        try:
            function()
        except Killed:
            return


def kill(function: Callable[[], object], last: int) -> None:
    """Call a function in a child process that is killed before the step `last`."""
    process = os.fork()
    if process == 0:
        with count_steps(last, die):
            function()
        os._exit(0)
    os.waitpid(process, 0)
