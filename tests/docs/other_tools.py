"""Run the calls of other generators' clients, in the environment of `tests/corpus/rivals.py`.

Blocks with the mark `runs with` use that generator: its command writes the client, and a Python block calls it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.corpus import rivals
from tests.docs.blocks import DOCS, read_blocks
from tests.docs.commands import Shell
from tests.docs.execution import open_page

RUNS_WITH = "runs with"


def _missing_openapi_generator() -> str:
    # The libraries of its clients are in the environment of the others.
    return rivals.missing() or rivals.missing_openapi_generator()


MISSING: dict[str, Callable[[], str]] = {
    "datamodel-code-generator": rivals.missing,
    "OpenAPI Generator": _missing_openapi_generator,
    "openapi-python-client": rivals.missing,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What calls print, and the books of the service afterwards."""

    printed: str
    books: list[Any]


@dataclass
class OtherShell(Shell):
    """A shell with the programs and the libraries of other generators."""

    programs: Path = rivals.ENVIRONMENT / "bin"

    def add_library(self, directory: Path) -> None:
        """Make the packages in a directory importable for the processes of this shell only."""
        self.libraries.append(directory)

    def run_python(self, code: str) -> str:
        """Run a program, and return what it prints."""
        output, status = self._run_process("python -", self.localize(code))
        assert status == 0, output
        return output


def find_pages() -> dict[str, Path]:
    """Return the pages that use another generator, by its name."""
    return {
        block.marks[RUNS_WITH]: page
        for page in sorted(DOCS.glob("coming-from/*.md"))
        for block in read_blocks(page)
        if RUNS_WITH in block.marks
    }


def run_both(page: Path) -> tuple[Outcome, Outcome]:
    """Run the calls of the other client and of ours, each on the same service with the same books."""
    outcomes = []
    with open_page(page) as run:
        other = OtherShell(run.shell.directory, run.shell.stack, run.shell.url)
        for block in read_blocks(page):
            is_other = RUNS_WITH in block.marks
            if block.language == "python":
                _reset_books()
                printed = other.run_python(block.text) if is_other else run.run(block)
                outcomes.append(Outcome(printed, _read_books()))
            elif is_other:
                other.run_all(block.text, expected_status=0)
    theirs, ours = outcomes
    return theirs, ours


def _reset_books() -> None:
    """Restore the books of the running service, with dates that calls can clear."""
    service = sys.modules["bookshop_app"]
    service.BOOKS.update(service.initial_books())
    for book in service.BOOKS.values():
        book.published = date(2025, 1, 1)


def _read_books() -> list[Any]:
    """Return the books of the service without the times of their changes."""
    books = sys.modules["bookshop_app"].BOOKS.values()
    return [book.model_dump(exclude={"updated_at"}) for book in books]
