"""The scoreboard as a table in the terminal, as Markdown, and as the minimum that the tests require."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table

from tests.corpus.documents import GITHUB, Entry
from tests.corpus.measure import Row
from tests.corpus.pagination import Score, summarize
from tests.corpus.rivals import Result

COLUMNS = (
    "document",
    "OpenAPI",
    "outcome",
    "warnings",
    "operations",
    "schemas",
    "compiles",
    "imports",
    "black",
    "mypy",
    "tests",
    "examples",
    "annotations",
    "client against mock",
    "seconds",
)
# Large documents, summarised in a line each.
HIGHLIGHTED = ("box-openapi", "discord-api-spec", "qdrant", "letta", GITHUB)
Rivals = dict[str, dict[str, Result]]
"""Results by the name of the rival and of the document."""


def cells(row: Row, rivals: Rivals) -> list[str]:
    """Return the cells of one document."""
    return [
        short_name(row.name),
        row.version,
        row.outcome,
        str(row.warnings),
        _ratio(row.operations),
        _ratio(row.schemas),
        _mark(row.compiles),
        _mark(row.imports),
        _mark(row.formatted),
        _mark(row.typed),
        _mark(row.tested),
        _ratio(row.examples),
        _ratio(row.annotations),
        _ratio(row.calls),
        f"{row.seconds:.1f}",
        *(
            f"{results[row.name].cell(row.operations[0])} in {results[row.name].seconds:.1f}"
            for results in rivals.values()
            if row.name in results
        ),
    ]


def short_name(name: str) -> str:
    """Return owner and file name of a document."""
    if name == GITHUB:
        return name
    path = name.removeprefix("multifile/").replace("__", "/")
    return f"{path.partition('/')[0]}: {path.rpartition('/')[2]}"


def table(rows: Sequence[Row], rivals: Rivals) -> Table:
    """Return the scoreboard for a terminal."""
    scoreboard = Table(*COLUMNS, *rivals, title="Scoreboard", title_justify="left")
    for row in rows:
        style = "" if row.is_complete else "red"
        scoreboard.add_row(*cells(row, rivals), style=style)
    return scoreboard


def summary(rows: Sequence[Row], rivals: Rivals) -> list[str]:
    """Return a line of totals for specpress and for each rival."""
    complete = sum(row.is_complete for row in rows)
    tracebacks = sum(row.outcome == "traceback" for row in rows)
    lines = [
        f"specpress: {complete} of {len(rows)} documents pass every column, "
        f"{_total(r.operations for r in rows)} operations, {_total(r.schemas for r in rows)} schemas, "
        f"{_total(r.examples for r in rows)} examples, {_total(r.annotations for r in rows)} samples "
        f"admitted by their annotations, {_total(r.calls for r in rows)} calls on the mock, {tracebacks} tracebacks."
    ]
    expected = {row.name: row.operations[0] for row in rows}
    for name, results in rivals.items():
        counted = [(expected[n], result) for n, result in results.items()]
        complete = sum(
            r.outcome == "done" and r.compiles and r.operations >= n for n, r in counted
        )
        operations = sum(
            min(n, r.operations) for n, r in counted if r.outcome == "done"
        )
        tracebacks = sum(r.outcome == "traceback" for _, r in counted)
        lines.append(
            f"{name}: {complete} of {len(counted)} documents with all their operations, "
            f"{operations} of {sum(n for n, _ in counted)} operations, {tracebacks} tracebacks."
        )
    return lines


def highlights(rows: Sequence[Row]) -> list[str]:
    """Return a line with the counts of each highlighted document."""
    return [
        f"{short_name(row.name)}: {_total([row.operations])} operations, "
        f"{_total([row.schemas])} schemas, {row.size / 1e6:.1f} MB of output"
        for row in rows
        if any(part in row.name for part in HIGHLIGHTED)
    ]


INTRODUCTION = (
    "Written by `make corpus`: clients generated from real documents by other people. Operations and schemas are",
    "counted in the output against the document; examples are those that decode and encode to themselves, against",
    "all that are valid. Annotations are samples whose decoded values the annotations admit, according to typeguard,",
    "against all samples. Client against mock counts calls of the clients, synchronous and asynchronous, on",
    "`specpress mock`: the request arrives as it was sent, and the response is decoded without faults. Seconds are",
    "from a single run and vary.",
)


def markdown(rows: Sequence[Row], rivals: Rivals, pages: Score) -> str:
    """Return the scoreboard as a Markdown page."""
    header = [*COLUMNS, *rivals]
    lines = [
        "# Scoreboard",
        "",
        *INTRODUCTION,
        "",
        *(f"- {line}" for line in (*summary(rows, rivals), *highlights(rows))),
        f"- {next(summarize(pages))}",
        "",
        f"| {' | '.join(header)} |",
        f"|{'|'.join('---' for _ in header)}|",
        *(f"| {' | '.join(cells(row, rivals))} |" for row in rows),
        "",
    ]
    return "\n".join(lines)


def floor(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """Return the counts of each complete document, which later versions must reach."""
    return {
        row.name: {
            "operations": row.operations[1],
            "schemas": row.schemas[1],
            "examples": row.examples[1],
        }
        for row in sorted(rows, key=lambda row: row.name)
        # The tests have no network to fetch GitHub's document.
        if row.is_complete and row.name != GITHUB
    }


def by_size(entries: Iterable[Entry]) -> list[Entry]:
    """Return the largest document first, so that both processes finish at about the same time."""
    return sorted(entries, key=lambda entry: -entry.path.stat().st_size)


def _ratio(pair: tuple[int, int]) -> str:
    return f"{pair[0]}/{pair[1]}"


def _total(pairs: Iterable[tuple[int, int]]) -> str:
    counts = list(pairs)
    return f"{sum(actual for _, actual in counts)} of {sum(expected for expected, _ in counts)}"


def _mark(value: bool | None) -> str:
    return "–" if value is None else "yes" if value else "NO"
