"""Generate the client of one document, and check the output column by column."""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from typing import Any

from specpress.config import Settings
from specpress.document.problems import DocumentError
from specpress.pipeline import Generated, generate
from tests.corpus import names_page
from tests.corpus.documents import Entry
from tests.corpus.examples import (
    Example,
    ReferenceValidator,
    examples,
    with_python_types,
)
from tests.corpus.samples import SampleSource
from tests.corpus.swagger import open_document
from tests.formatting import is_formatted
from tests.shared import write_files

PACKAGE = "corpus_client"
CLIENT = "Corpus"
INSPECTION = Path(__file__).with_name("inspection.py")
CALLS = Path(__file__).with_name("client_calls.py")


@dataclass(slots=True)
class Row:
    """Results of one document; pairs are the count in the document and in the output."""

    name: str
    version: str
    outcome: str  # `complete`, `refused` (with located problems) or `traceback`
    seconds: float = 0.0
    warnings: int = 0
    problems: list[str] = field(default_factory=list)
    operations: tuple[int, int] = (0, 0)
    schemas: tuple[int, int] = (0, 0)
    files: int = 0
    size: int = 0
    compiles: bool = False
    imports: bool = False
    formatted: bool = False
    typed: bool | None = None  # None: mypy was not run
    tested: bool | None = None  # None: the package's own tests were not run
    examples: tuple[int, int] = (0, 0)  # valid ones, and those that round-trip
    annotations: tuple[int, int] = (0, 0)  # samples, and those that annotations admit
    # Examples that their own schema rejects, and those that are accepted and round-trip.
    contradictory: tuple[int, int] = (0, 0)
    failed: list[tuple[str, str]] = field(default_factory=list)
    calls: tuple[int, int] = (0, 0)  # of the client on the mock, and those that agree
    methods: list[str] = field(default_factory=list)  # resource and method
    names: tuple[int, int] = (0, 0)  # all names, and those that end in a hash

    @property
    def is_complete(self) -> bool:
        """Return whether the document passes every column."""
        optional = (self.typed, self.tested)
        checks = (self.compiles, self.imports, self.formatted, False not in optional)
        counts = (
            self.operations,
            self.schemas,
            self.examples,
            self.contradictory,
            self.annotations,
            self.calls,
        )
        are_equal = all(expected == actual for expected, actual in counts)
        return self.outcome == "complete" and all(checks) and are_equal

    def as_json(self) -> dict[str, Any]:
        """Return the row as JSON."""
        return asdict(self)


def measure(entry: Entry, slow: bool = True) -> Row:
    """Generate the client of a document and check it; `slow`: also with mypy, its tests and calls of the mock."""
    began = time.perf_counter()
    row = Row(entry.name, entry.version, "complete")
    row.operations, row.schemas = (entry.operations, 0), (entry.schemas, 0)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            str(entry.path), Path(folder), PACKAGE, "corpus-client", CLIENT
        )
        try:
            generated = generate(settings)
        except DocumentError as error:
            row.outcome, row.problems = "refused", [str(p) for p in error.problems]
            return row
        except Exception:  # noqa: BLE001 -- a traceback is a result here
            row.outcome, row.problems = "traceback", [traceback.format_exc()]
            return row
        row.seconds = round(time.perf_counter() - began, 2)
        _check(row, entry, generated, Path(folder), slow)
    return row


def _check(
    row: Row, entry: Entry, generated: Generated, folder: Path, slow: bool
) -> None:
    row.warnings = len(generated.warnings)
    row.files = len(generated.files)
    row.size = sum(len(text.encode()) for text in generated.files.values())
    row.schemas = (entry.schemas, generated.counts["schema"])
    write_files(generated.files, folder)
    row.compiles = _compiles(row, generated.files, folder)
    row.formatted = _are_formatted(row, generated.files)
    if slow:
        # Two processes must not write to one cache.
        cache_dir = Path(tempfile.gettempdir()) / f"specpress-corpus-mypy-{os.getpid()}"
        command = ["mypy", "--strict", f"--cache-dir={cache_dir}", PACKAGE]
        row.typed = _succeeds(row, command, folder)
        command = ["pytest", "-q", "-x", "-p", "no:cacheprovider", "tests"]
        row.tested = _succeeds(row, command, folder)
    valid, contradictory = _split_examples(entry, generated)
    samples = SampleSource(open_document(entry.path)).list_samples(generated.api)
    values = {"examples": valid, "contradictory": contradictory, "samples": samples}
    _inspect(row, generated, values, folder)
    if slow:
        row.calls = _call(row, entry, folder)


def _compiles(row: Row, files: dict[str, str], folder: Path) -> bool:
    for name, text in files.items():
        if name.endswith(".py"):
            try:
                bytecode = _compile(text, name)
            except (SyntaxError, ValueError) as error:
                row.problems.append(f"{name}: {error}")
                continue
            # The inspection imports this bytecode instead of compiling once more.
            path = Path(cache_from_source(str(folder / name)))
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(bytecode)
    return not row.problems


# Cached: the runtime is the same in every package.
@cache
def _compile(source: str, name: str) -> bytes:
    """Return the content of a .pyc file that Python uses without comparing it with the source."""
    code = compile(source, name, "exec", dont_inherit=True)
    unchecked_hash = (1).to_bytes(4, "little")
    digest = source_hash(source.encode())
    return MAGIC_NUMBER + unchecked_hash + digest + marshal.dumps(code)


def _are_formatted(row: Row, files: dict[str, str]) -> bool:
    sources = {name: text for name, text in files.items() if name.endswith(".py")}
    unformatted = [name for name, text in sources.items() if not is_formatted(text)]
    row.problems += [f"{name}: black would reformat it" for name in unformatted]
    return not unformatted


def _succeeds(row: Row, command: list[str], folder: Path) -> bool:
    result = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        output = (result.stdout + result.stderr)[-2000:]
        row.problems.append(f"{command[0]}: {output}")
    return not result.returncode


def _split_examples(
    entry: Entry, generated: Generated
) -> tuple[list[Example], list[Example]]:
    """Return the examples that their schema allows, and the others."""
    root = open_document(entry.path).root
    candidates, validator = examples(root, generated.api), ReferenceValidator(root)
    valid, contradictory = list[Example](), list[Example]()
    for example in candidates:
        (valid if validator.is_valid(example) else contradictory).append(example)
    return valid, contradictory


def _inspect(
    row: Row,
    generated: Generated,
    values: dict[str, list[Example]],
    folder: Path,
) -> None:
    path = folder / "examples.json"
    tables = {name: with_python_types(v, generated.api) for name, v in values.items()}
    path.write_text(json.dumps(tables), "utf-8")
    process = subprocess.run(
        [sys.executable, str(INSPECTION), str(folder), PACKAGE, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        row.problems.append(process.stderr[-2000:])
        return
    counts = {name: len(examples) for name, examples in values.items()}
    _add_results(row, json.loads(process.stdout), counts)


def _add_results(row: Row, result: dict[str, Any], counts: dict[str, int]) -> None:
    row.imports = True
    row.operations = (row.operations[0], result["operations"])
    columns = (
        ("examples", "examples", "failed"),
        ("contradictory", "contradictory", "refused"),
        ("annotations", "samples", "unadmitted"),
    )
    for column, values, key in columns:
        failed = [(pointer, reason) for pointer, reason in result[key]]
        setattr(row, column, (counts[values], counts[values] - len(failed)))
        row.failed += failed
    row.methods = sorted(result["methods"])
    arguments = [a for names in result["methods"].values() for a in names]
    names = [*row.methods, *arguments, *result["classes"], *result["members"]]
    row.names = (len(names), len([n for n in names if names_page.is_hashed(n)]))


def _call(row: Row, entry: Entry, folder: Path) -> tuple[int, int]:
    """Return the number of calls of the client on the mock, and of those that agree."""
    result = run_calls(folder, PACKAGE, CLIENT, entry.path)
    row.problems += [f"{name}: {reason}" for name, reason in result["failed"]]
    return result["calls"], result["calls"] - len(result["failed"])


def run_calls(folder: Path, package: str, client: str, document: Path) -> Any:
    """Call all operations of a package on the mock of its document; the result is that of `CALLS`."""
    process = subprocess.run(
        [sys.executable, str(CALLS), str(folder), package, client, str(document)],
        capture_output=True,
        text=True,
        check=False,
    )
    if process.returncode:
        return {"calls": 1, "skipped": 0, "failed": [("", process.stderr[-2000:])]}
    return json.loads(process.stdout)
