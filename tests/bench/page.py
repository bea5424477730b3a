"""docs/benchmarks.md: the board, what its contenders check and keep, and who is missing; also the reader of the page."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Sequence
from importlib import metadata

from rich.table import Table

from tests.bench.measure import COLUMNS, About, Row
from tests.corpus import rivals
from tests.corpus.documents import ROOT

PATH = ROOT / "docs" / "benchmarks.md"
PICTURE = (
    "![Bars of the times of specpress and of other tools](pictures/benchmarks.svg)"
)
INTRODUCTION = """\
# Benchmarks

Written by `make bench`. All contenders run in turn on one machine, each in a separate process. *Best* and *median* are those of
several rounds, *spread* is how much longer the slowest round took than the fastest. The ratio is that of the best rounds, because
other processes only add time; other machines reproduce it. Contenders with the same task are compared before they are timed:
they decode equal values, and encode equal JSON. A round in microseconds is the fastest of nine loops in one process, of three for
concurrent calls.
"""
KINDS = "## What the contenders check and keep"
MISSING = "## Not measured"
# Packages whose versions the page has: in the environment of the rivals, and in that of this process.
LIBRARIES = ("extend-ai", "httpx2", "pyreqwest")
VERSIONED = (
    "adaptix",
    "datamodel-code-generator",
    "msgspec",
    "openapi-generator-cli",
    "openapi-python-client",
    "pydantic",
)


def build_table(rows: Sequence[Row]) -> Table:
    """Return the board for a terminal."""
    table = Table(*COLUMNS)
    for row in rows:
        table.add_row(*row, style="bold" if row[2].startswith("specpress") else "")
    return table


def render(
    rows: Sequence[Row], abouts: Sequence[About], missing: dict[str, str]
) -> str:
    """Return the page."""
    reasons = [f"- {name}: {reason}." for name, reason in missing.items()]
    sections = [
        INTRODUCTION,
        f"{describe_environment()}.\n",
        f"{PICTURE}\n",
        _draw_table(COLUMNS, rows),
        f"{KINDS}\n",
        _draw_table(("kind", "contender", "checks and keeps"), abouts),
        *([f"{MISSING}\n", "\n".join([*reasons, ""])] if reasons else []),
    ]
    return "\n".join(sections)


def _draw_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = (columns, ["---"] * len(columns), *rows)
    return "\n".join([*(f"| {' | '.join(line)} |" for line in lines), ""])


def describe_environment() -> str:
    """Return the versions of Python and of the rivals."""
    installed = subprocess.run(
        [str(rivals.ENVIRONMENT / "bin" / "pip"), "freeze", "--local"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    versions = [
        line for line in installed.split() if line.partition("==")[0] in VERSIONED
    ]
    versions += [f"{name}=={metadata.version(name)}" for name in LIBRARIES]
    if not rivals.missing_redocly():
        versions.append(rivals.REDOCLY)
    python = f"CPython {platform.python_version()}, {platform.system()}"
    return f"{python}; {', '.join(versions)}"


def read(text: str) -> list[dict[str, str]]:
    """Return the rows of the board in a page, by their columns; older pages have fewer columns."""
    board, _, _ = text.partition(KINDS)
    lines = [line for line in board.splitlines() if line.startswith("| ")]
    header, _, *rows = [line.strip("| ").split(" | ") for line in lines]
    return [dict(zip(header, row, strict=True)) for row in rows]
