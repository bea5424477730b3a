"""`make corpus`: generate clients of all documents in two processes, check them, write the scoreboard."""

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

from tests.corpus import documents, names, names_page, pagination, pairs, scoreboard
from tests.corpus.documents import ROOT, Entry
from tests.corpus.measure import Row, measure
from tests.docs import comparison

PAGE = ROOT / "docs" / "scoreboard.md"
NAMES_PAGE = ROOT / "docs" / "names.md"
FLOOR = Path(__file__).with_name("floor.json")
PROCESSES = 2
T = TypeVar("T")
console = Console(width=220 if not sys.stdout.isatty() else None, highlight=False)


def main() -> None:
    """Run the scoreboard; exit with 1 if a document fails a column."""
    options = _parse_arguments()
    if documents.missing():
        console.print(f"[yellow]skipped:[/] {documents.missing()}")
        return
    entries = [e for e in _entries() if options.only in e.name]
    rows = [row for _, row in _run("generating", measure, entries)]
    rivals = _run_rivals(entries) if options.rivals else {}
    rows.sort(key=lambda row: row.name)
    _print(rows, rivals)
    for line in names.summarize(name for _, name in names.collect_names(entries)):
        console.print(line)
    pages = pagination.score(entries)
    for line in pagination.summarize(pages):
        console.print(line, markup=False, soft_wrap=True)
    if not options.only:
        PAGE.write_text(scoreboard.markdown(rows, rivals, pages), "utf-8")
        comparison.update()
        NAMES_PAGE.write_text(names_page.markdown(rows), "utf-8")
        FLOOR.write_text(json.dumps(scoreboard.floor(rows), indent=1) + "\n", "utf-8")
    are_proved = bool(options.only) or pairs.run()
    is_enough = options.only or pagination.is_enough(pages)
    is_complete = all(row.is_complete for row in rows)
    sys.exit(not (is_enough and is_complete and are_proved))


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    parser.add_argument(
        "--rivals", action="store_true", help="also run other generators"
    )
    parser.add_argument(
        "--only", default="", help="only documents whose name contains this text"
    )
    return parser.parse_args()


def _print(rows: list[Row], rivals: scoreboard.Rivals) -> None:
    console.print(scoreboard.table(rows, rivals))
    summary = [*scoreboard.summary(rows, rivals), *scoreboard.highlights(rows)]
    for line in (*summary, names_page.summary(rows)):
        console.print(line, soft_wrap=True)
    for row in rows:
        for problem in (
            () if row.is_complete else (*row.problems, *map(str, row.failed))
        ):
            console.print(f"{row.name}: {problem}", markup=False, soft_wrap=True)


def _entries() -> list[Entry]:
    github = documents.github()
    if github is None:
        console.print("[yellow]GitHub's document is missing:[/] npm cannot fetch it")
    swagger = documents.swagger()
    others = [*swagger, *([github] if github else [])]
    return scoreboard.by_size([*documents.entries(), *others])


def _run_rivals(entries: Sequence[Entry]) -> scoreboard.Rivals:
    from tests.corpus import rivals

    rivals.prepare()
    return {
        name: {entry.name: result for entry, result in _run(name, run, entries)}
        for name, run in rivals.RIVALS.items()
    }


def _run(
    description: str, work: Callable[[Entry], T], entries: Sequence[Entry]
) -> list[tuple[Entry, T]]:
    """Do the work for each document, with a progress bar."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[last]}"),
    )
    results = []
    with (
        Progress(*columns, console=console) as progress,
        ProcessPoolExecutor(PROCESSES) as pool,
    ):
        task = progress.add_task(description, total=len(entries), last="")
        pending = {pool.submit(work, entry): entry for entry in entries}
        for future in as_completed(pending):
            entry = pending[future]
            results.append((entry, future.result()))
            progress.update(task, advance=1, last=scoreboard.short_name(entry.name))
    return results


__all__ = ["Row", "main"]

if __name__ == "__main__":
    main()
