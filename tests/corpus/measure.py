"""Presses one document and puts what came out to the proof, column by column."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import black

from specpress.config import Settings
from specpress.files import write
from specpress.load import load
from specpress.press import Pressed, press
from specpress.problems import DocumentError
from specpress.resolve import Workspace
from tests.corpus.documents import Entry
from tests.corpus.examples import Example, Witness, examples, typed

PACKAGE = "pressed_client"
INSPECTION = Path(__file__).with_name("inspection.py")


@dataclass(slots=True)
class Row:
    """What is known of one document."""

    name: str
    version: str
    outcome: str
    """`whole`, `refused` (with located problems) or `traceback`."""
    seconds: float = 0.0
    warnings: int = 0
    problems: list[str] = field(default_factory=list)
    operations: tuple[int, int] = (0, 0)
    """In the document, and in the tables of the output."""
    schemas: tuple[int, int] = (0, 0)
    files: int = 0
    size: int = 0
    compiles: bool = False
    imports: bool = False
    formatted: bool = False
    typed: bool | None = None
    """None: not asked."""
    examples: tuple[int, int] = (0, 0)
    """How many hold to their schema, and how many of those came back as they were."""
    contradictory: int = 0
    """Examples that contradict their own schema."""
    failed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every column is as it must be."""
        proofs = (self.compiles, self.imports, self.formatted, self.typed is not False)
        counts = (self.operations, self.schemas, self.examples)
        equal = all(there == came for there, came in counts)
        return self.outcome == "whole" and all(proofs) and equal

    def as_json(self) -> dict[str, Any]:
        """The row as JSON."""
        return asdict(self)


def measure(entry: Entry, types: bool = True) -> Row:
    """Press a document and prove what came out; `types`: with mypy, too."""
    began = time.perf_counter()
    row = Row(entry.name, entry.version, "whole")
    row.operations, row.schemas = (entry.operations, 0), (entry.schemas, 0)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            str(entry.path), Path(folder), PACKAGE, "pressed-client", "Pressed"
        )
        try:
            pressed = press(settings)
        except DocumentError as error:
            row.outcome, row.problems = "refused", [str(p) for p in error.problems]
            return row
        except Exception:  # noqa: BLE001 -- a traceback is a result here
            row.outcome, row.problems = "traceback", [traceback.format_exc()]
            return row
        row.seconds = round(time.perf_counter() - began, 2)
        _prove(row, entry, pressed, Path(folder), types)
    return row


def _prove(row: Row, entry: Entry, pressed: Pressed, folder: Path, types: bool) -> None:
    row.warnings = len(pressed.warnings)
    row.files = len(pressed.files)
    row.size = sum(len(text.encode()) for text in pressed.files.values())
    row.schemas = (entry.schemas, pressed.counts["schema"])
    write(pressed.files, folder)
    row.compiles = _compiles(row, pressed.files)
    row.formatted = _are_formatted(row, pressed.files)
    if types:
        # Two processes must not write to one cache.
        cache = Path(tempfile.gettempdir()) / f"specpress-corpus-mypy-{os.getpid()}"
        check = ["mypy", "--strict", f"--cache-dir={cache}", PACKAGE]
        row.typed = _runs(row, check, folder)
    found, contradictory = _examples(entry, pressed)
    row.contradictory = contradictory
    _inspect(row, pressed, found, folder)


def _compiles(row: Row, files: dict[str, str]) -> bool:
    for name, text in files.items():
        if name.endswith(".py"):
            try:
                compile(text, name, "exec")
            except (SyntaxError, ValueError) as error:
                row.problems.append(f"{name}: {error}")
    return not row.problems


def _are_formatted(row: Row, files: dict[str, str]) -> bool:
    texts = {name: text for name, text in files.items() if name.endswith(".py")}
    wrong = [name for name, text in texts.items() if not _is_formatted(text)]
    row.problems += [f"{name}: not as black would have it" for name in wrong]
    return not wrong


@cache
def _is_formatted(text: str) -> bool:
    """Whether black leaves a text alone; what many packages have is looked at once."""
    return black.format_str(text, mode=black.Mode()) == text


def _runs(row: Row, command: list[str], folder: Path) -> bool:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        row.problems.append(f"{command[0]}: {(done.stdout + done.stderr)[-2000:]}")
    return not done.returncode


def _examples(entry: Entry, pressed: Pressed) -> tuple[list[Example], int]:
    """The examples that hold to their schemas, and how many do not."""
    root = Workspace(load(str(entry.path))).root
    found, witness = examples(root, pressed.api), Witness(root)
    allowed = [example for example in found if witness.allows(example)]
    return allowed, len(found) - len(allowed)


def _inspect(row: Row, pressed: Pressed, found: list[Example], folder: Path) -> None:
    given = folder / "examples.json"
    given.write_text(json.dumps(typed(found, pressed.api)), "utf-8")
    done = subprocess.run(
        [sys.executable, str(INSPECTION), str(folder), PACKAGE, str(given)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        row.problems.append(done.stderr[-2000:])
        return
    told = json.loads(done.stdout)
    row.imports = True
    row.operations = (row.operations[0], told["operations"])
    row.failed = [(place, why) for place, why in told["failed"]]
    row.examples = (len(found), len(found) - len(row.failed))
