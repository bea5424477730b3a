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

PAGE = ROOT / "docs" / "benchmarks.md"
COLUMNS = ("work", "figure", "contender", "best", "times ours")
ABOUT = """\
# Benchmarks

Made by `make bench`: all contenders in one run on one machine, in turn, each in a process of its own; the best of
some rounds counts. The last column is what holds elsewhere: how often the figure of specpress goes into it.
"""


def main() -> None:
    """Measure, print, write."""
    rivals.prepare()
    with TemporaryDirectory() as folder:
        listed = measurements(Path(folder))
        rows = [row for m in track(listed, "measuring") for row in m.rows()]
    console = Console(width=140 if not sys.stdout.isatty() else None, highlight=False)
    console.print(_table(rows))
    PAGE.write_text(_page(rows), "utf-8")


def _table(rows: list[tuple[str, ...]]) -> Table:
    made = Table(*COLUMNS)
    for row in rows:
        made.add_row(*row, style="bold" if row[2].startswith("specpress") else "")
    return made


def _page(rows: list[tuple[str, ...]]) -> str:
    told = subprocess.run(
        [str(rivals.ENVIRONMENT / "bin" / "pip"), "freeze", "--local"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    named = (
        "openapi-python-client",
        "datamodel-code-generator",
        "pydantic=",
        "msgspec",
    )
    versions = [line for line in told.splitlines() if line.startswith(named)]
    where = f"CPython {platform.python_version()}, {platform.system()}"
    lines = [f"| {' | '.join(row)} |" for row in (COLUMNS, ["---"] * 5, *rows)]
    return "\n".join([ABOUT, f"{where}; {', '.join(versions)}.", "", *lines, ""])


if __name__ == "__main__":
    main()
