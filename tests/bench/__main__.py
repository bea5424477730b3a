"""`make bench`: measure specpress and its rivals in one run, print the board, write docs/benchmarks.md and its chart.

`--quick` measures less and writes nothing; `--only TEXT` runs the measurements of `board.py` whose names contain a text, and
writes nothing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track

from tests.bench import board, chart, generators, page
from tests.bench.measure import About, Row
from tests.corpus import rivals
from tests.docs import comparison


def main() -> None:
    """Measure all contenders, print a table, write the page unless only some were measured."""
    options = _parse_arguments()
    rivals.prepare()
    steps = board.select(options.quick, options.only)
    rounds = options.rounds or (board.QUICK_ROUNDS if options.quick else None)
    rows: list[Row] = []
    abouts: list[About] = []
    with TemporaryDirectory() as folder:
        measured = track(
            board.run(Path(folder), steps, rounds),
            "measuring",
            len(steps),
            console=Console(stderr=True),
        )
        for measured_rows, measured_abouts in measured:
            rows += measured_rows
            abouts += [about for about in measured_abouts if about not in abouts]
    _print(rows)
    if not (options.quick or options.only):
        page.PATH.write_text(
            page.render(rows, abouts, generators.list_missing()), "utf-8"
        )
        chart.update()
        comparison.update()


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument(
        "--quick", action="store_true", help="measure less, write nothing"
    )
    parser.add_argument(
        "--only", default="", help="text in the names of measurements; write nothing"
    )
    parser.add_argument("--rounds", type=int, help="the most rounds of a measurement")
    return parser.parse_args()


def _print(rows: list[Row]) -> None:
    console = Console(width=None if sys.stdout.isatty() else 160, highlight=False)
    console.print(page.build_table(rows))
    for name, reason in generators.list_missing().items():
        console.print(f"not measured: {name}: {reason}", markup=False, soft_wrap=True)


if __name__ == "__main__":
    main()
