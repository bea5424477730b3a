"""`make bench`: measure specpress and its rivals in one run, print the ratios, write docs/benchmarks.md."""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.bench.contenders import measurements
from tests.corpus import rivals
from tests.corpus.documents import ROOT
from tests.docs import comparison

PAGE = ROOT / "docs" / "benchmarks.md"
COLUMNS = ("task", "figure", "contender", "best", "ratio to specpress")
INTRODUCTION = """\
# Benchmarks

Written by `make bench`. All contenders run in turn on one machine, each in a separate process; the best of several
rounds counts. The last column is the ratio to the figure of specpress, which other machines reproduce.
"""


def main() -> None:
    """Measure all contenders, print a table, write the page."""
    rivals.prepare()
    with TemporaryDirectory() as folder:
        measured = track(measurements(Path(folder)), "measuring")
        rows = [row for measurement in measured for row in measurement.rows()]
    console = Console(width=140 if not sys.stdout.isatty() else None, highlight=False)
    console.print(_table(rows))
    PAGE.write_text(_page(rows), "utf-8")
    comparison.update()


def _table(rows: list[tuple[str, ...]]) -> Table:
    table = Table(*COLUMNS)
    for row in rows:
        table.add_row(*row, style="bold" if row[2].startswith("specpress") else "")
    return table


def _page(rows: list[tuple[str, ...]]) -> str:
    installed = subprocess.run(
        [str(rivals.ENVIRONMENT / "bin" / "pip"), "freeze", "--local"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    measured = (
        "openapi-python-client",
        "datamodel-code-generator",
        "pydantic=",
        "msgspec",
    )
    versions = [line for line in installed.splitlines() if line.startswith(measured)]
    platform_name = f"CPython {platform.python_version()}, {platform.system()}"
    lines = [f"| {' | '.join(row)} |" for row in (COLUMNS, ["---"] * 5, *rows)]
    return "\n".join(
        [INTRODUCTION, f"{platform_name}; {', '.join(versions)}.", "", *lines, ""]
    )


if __name__ == "__main__":
    main()
