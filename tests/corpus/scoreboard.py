"""The scoreboard as a table in the terminal, as Markdown, and as a floor under which nothing may fall."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table

from tests.corpus.documents import GITHUB, Entry
from tests.corpus.measure import Row
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
    "examples",
    "seconds",
)
NAMED = ("box-openapi", "discord-api-spec", "qdrant", "letta", GITHUB)
"""The documents whose numbers are told apart."""
Rivals = dict[str, dict[str, Result]]


def cells(row: Row, rivals: Rivals) -> list[str]:
    """One row of the table, as text."""
    return [
        short(row.name),
        row.version,
        row.outcome,
        str(row.warnings),
        _pair(row.operations),
        _pair(row.schemas),
        _mark(row.compiles),
        _mark(row.imports),
        _mark(row.formatted),
        _mark(row.typed),
        _pair(row.examples),
        f"{row.seconds:.1f}",
        *(
            found[row.name].told(row.operations[0])
            + f" in {found[row.name].seconds:.1f}"
            for found in rivals.values()
            if row.name in found
        ),
    ]


def short(name: str) -> str:
    """The name of a document without the way to it."""
    folder, _, _ = name.removeprefix("multifile/").replace("__", "/").partition("/")
    return (
        name
        if name == GITHUB
        else f"{folder}: {name.replace('__', '/').rpartition('/')[2]}"
    )


def table(rows: Sequence[Row], rivals: Rivals) -> Table:
    """The scoreboard for a terminal."""
    made = Table(*COLUMNS, *rivals, title="Scoreboard", title_justify="left")
    for row in rows:
        made.add_row(*cells(row, rivals), style="" if row.is_whole else "red")
    return made


def summary(rows: Sequence[Row], rivals: Rivals) -> list[str]:
    """The numbers over all documents, as sentences."""
    whole = sum(row.is_whole for row in rows)
    tracebacks = sum(row.outcome == "traceback" for row in rows)
    lines = [
        f"specpress: {whole} of {len(rows)} documents pass every column, "
        f"{_sum(r.operations for r in rows)} operations, {_sum(r.schemas for r in rows)} schemas, "
        f"{_sum(r.examples for r in rows)} examples, {tracebacks} tracebacks."
    ]
    for name, found in rivals.items():
        expected = {row.name: row.operations[0] for row in rows}
        results = [(expected[n], result) for n, result in found.items()]
        good = sum(
            r.outcome == "done" and r.compiles and r.operations >= n for n, r in results
        )
        came = sum(min(n, r.operations) for n, r in results if r.outcome == "done")
        died = sum(r.outcome == "traceback" for _, r in results)
        lines.append(
            f"{name}: {good} of {len(results)} documents with all their operations, "
            f"{came} of {sum(n for n, _ in results)} operations, {died} tracebacks."
        )
    return lines


def named(rows: Sequence[Row]) -> list[str]:
    """Operations and schemas of the documents that are told apart."""
    return [
        f"{short(row.name)}: {row.operations[0]} operations, {row.operations[1]} came out; "
        f"{row.schemas[0]} schemas, {row.schemas[1]} came out; {row.size / 1e6:.1f} MB"
        for row in rows
        if any(part in row.name for part in NAMED)
    ]


def markdown(rows: Sequence[Row], rivals: Rivals) -> str:
    """The scoreboard as a page."""
    head = [*COLUMNS, *rivals]
    lines = [
        "# Scoreboard",
        "",
        "Made by `make corpus`: real documents by other people, pressed whole. Operations, schemas and",
        "examples stand as how many the document has, and how many came out (of examples: came back as",
        "they were, through the codec of their type). Seconds are those of one run and noisy.",
        "",
        *(f"- {line}" for line in (*summary(rows, rivals), *named(rows))),
        "",
        f"| {' | '.join(head)} |",
        f"|{'|'.join('---' for _ in head)}|",
        *(f"| {' | '.join(cells(row, rivals))} |" for row in rows),
        "",
    ]
    return "\n".join(lines)


def floor(rows: Iterable[Row]) -> dict[str, dict[str, int]]:
    """What each document must reach from now on; only growth of it is no fault."""
    return {
        row.name: {
            "operations": row.operations[1],
            "schemas": row.schemas[1],
            "examples": row.examples[1],
        }
        for row in sorted(rows, key=lambda row: row.name)
        if row.is_whole and row.name != GITHUB
    }


def by_size(found: Iterable[Entry]) -> list[Entry]:
    """The largest first: the last ones to end should be short."""
    return sorted(found, key=lambda entry: -entry.path.stat().st_size)


def _pair(pair: tuple[int, int]) -> str:
    return f"{pair[0]}/{pair[1]}"


def _sum(pairs: Iterable[tuple[int, int]]) -> str:
    found = list(pairs)
    return f"{sum(came for _, came in found)} of {sum(there for there, _ in found)}"


def _mark(value: bool | None) -> str:
    return "–" if value is None else "yes" if value else "NO"
