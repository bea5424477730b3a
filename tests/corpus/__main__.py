"""`make corpus`: press every document in two processes, prove what came out, write the scoreboard."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from tests.corpus import documents, scoreboard
from tests.corpus.documents import ROOT, Entry
from tests.corpus.measure import Row, measure

PAGE = ROOT / "docs" / "scoreboard.md"
FLOOR = Path(__file__).with_name("floor.json")
PROCESSES = 2
T = TypeVar("T")
console = Console(width=220 if not sys.stdout.isatty() else None, highlight=False)


def main() -> None:
    """Run the scoreboard; exit code 1 where a document fails a column."""
    options = _options()
    if documents.missing():
        console.print(f"[yellow]skipped:[/] {documents.missing()}")
        return
    entries = [e for e in _entries() if options.only in e.name]
    rows = [row for _, row in _run("pressing", measure, entries)]
    rivals = _rivals(entries) if options.rivals else {}
    rows.sort(key=lambda row: row.name)
    console.print(scoreboard.table(rows, rivals))
    for line in (*scoreboard.summary(rows, rivals), *scoreboard.named(rows)):
        console.print(line, soft_wrap=True)
    for row in rows:
        for problem in () if row.is_whole else (*row.problems, *map(str, row.failed)):
            console.print(f"{row.name}: {problem}", markup=False, soft_wrap=True)
    if not options.only:
        PAGE.write_text(scoreboard.markdown(rows, rivals), "utf-8")
        FLOOR.write_text(json.dumps(scoreboard.floor(rows), indent=1) + "\n", "utf-8")
    sys.exit(not all(row.is_whole for row in rows))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument("--rivals", action="store_true", help="run the rivals, too")
    parser.add_argument(
        "--only", default="", help="only documents with this in their names"
    )
    return parser.parse_args()


def _entries() -> list[Entry]:
    github = documents.github()
    if github is None:
        console.print("[yellow]without GitHub's document:[/] npm could not fetch it")
    return scoreboard.by_size([*documents.entries(), *([github] if github else [])])


def _rivals(entries: Sequence[Entry]) -> scoreboard.Rivals:
    from tests.corpus import rivals

    rivals.prepare()
    return {
        name: {entry.name: result for entry, result in _run(name, run, entries)}
        for name, run in rivals.RIVALS.items()
    }


def _run(
    what: str, work: Callable[[Entry], T], entries: Sequence[Entry]
) -> list[tuple[Entry, T]]:
    """Do the work for each document, with a progress bar."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}"),
    )
    found = []
    with (
        Progress(*columns, console=console) as bar,
        ProcessPoolExecutor(PROCESSES) as pool,
    ):
        task = bar.add_task(what, total=len(entries), last="")
        asked = {pool.submit(work, entry): entry for entry in entries}
        for done in as_completed(asked):
            found.append((asked[done], done.result()))
            bar.update(task, advance=1, last=scoreboard.short(asked[done].name))
    return found


__all__ = ["Row", "main"]

if __name__ == "__main__":
    main()
