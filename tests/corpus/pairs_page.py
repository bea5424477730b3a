"""The page about consecutive versions of real documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from specpress.diff.changes import Severity

if TYPE_CHECKING:
    from tests.corpus.pairs import Pair
    from tests.diff.confirming import Confirmation

SEVERITIES = (Severity.BREAKING, Severity.RISKY, Severity.SAFE, Severity.NONE)
# In a row, and in the table of all pairs.
ROW_KINDS = 3
ALL_KINDS = 25
COLUMNS = (
    "document",
    "old",
    "new",
    "operations",
    "changes",
    "deployed",
    "regenerated",
    "types confirmed",
    "deployed confirmed",
    "CPU seconds",
    "most frequent kinds",
)
INTRODUCTION = (
    "Written by `make corpus-pairs`: [`specpress diff`](diff.md) of consecutive versions of real documents, which packages in the npm registry contain.",
    "",
    "- Operations are those of the new version. Deployed and regenerated count the changes that are breaking / risky / safe / none for each",
    "  [question](diff.md).",
    "- Types confirmed: changes that break types or imports after regeneration; a program that uses the part is valid with the old package, and has an error with",
    "  the new one, according to basedpyright.",
    "- Deployed confirmed: changes that break deployed clients; the calls of the old package fail with the mock server of the new document, the server refuses the",
    "  values of the old part, or the old package reads no value of the new part.",
    "- CPU seconds are those of reading both versions and of comparing them, without imports, from a single run. Each version is read once, for both of its pairs.",
)


def markdown(pairs: Sequence[Pair]) -> str:
    """Return the page."""
    kinds = sum((pair.kinds for pair in pairs), Counter[str]())
    lines = [
        "# Consecutive versions",
        "",
        *INTRODUCTION,
        "",
        *(f"- {line}" for line in summarize(pairs)),
        "",
        f"| {' | '.join(COLUMNS)} |",
        f"|{'|'.join('---' for _ in COLUMNS)}|",
        *(f"| {' | '.join(_list_cells(pair))} |" for pair in pairs),
        "",
        *_list_unconfirmed(pairs),
        "## Kinds",
        "",
        f"The {ALL_KINDS} most frequent ones of {len(kinds)}, with the pairs that have them.",
        "",
        "| kind | changes | pairs |",
        "|---|---|---|",
        *(
            f"| `{kind}` | {count} | {sum(kind in pair.kinds for pair in pairs)} |"
            for kind, count in _sort(kinds)[:ALL_KINDS]
        ),
        "",
    ]
    return "\n".join(lines)


def _list_unconfirmed(pairs: Sequence[Pair]) -> Iterator[str]:
    lines = [
        f"- {pair.series} {pair.old} and {pair.new}: {fault}"
        for pair in pairs
        for fault in pair.faults
    ]
    if lines:
        yield from ("## Not confirmed", "", *lines, "")


def summarize(pairs: Sequence[Pair]) -> Iterator[str]:
    """Yield the totals."""
    documents = len({pair.series for pair in pairs})
    changes = sum(len(pair.comparison.changes) for pair in pairs)
    breaking = sum(
        change.severity is Severity.BREAKING
        for pair in pairs
        for change in pair.comparison.changes
    )
    yield f"{len(pairs)} pairs of {documents} documents, {changes} changes, {breaking} of them breaking"
    types = [pair.types for pair in pairs]
    calls = [pair.deployed for pair in pairs]
    yield f"{_sum(types)} changes that break types or imports confirmed by basedpyright"
    yield f"{_sum(calls)} changes that break deployed clients confirmed by the mock server or the package"
    seconds = sum(c.seconds for c in types + calls)
    reading = sum(pair.seconds for pair in pairs)
    yield (
        f"{reading:.0f} CPU seconds for the comparisons, with each version counted for both of its pairs; "
        f"{seconds:.0f} for the confirmation"
    )


def _sum(confirmations: Sequence[Confirmation]) -> str:
    confirmed = sum(c.confirmed for c in confirmations)
    return f"{confirmed} of {sum(c.changes for c in confirmations)}"


def describe(pair: Pair) -> str:
    """Return a line for a terminal."""
    return "  ".join(_list_cells(pair))


def _list_cells(pair: Pair) -> list[str]:
    changes = pair.comparison.changes
    return [
        pair.series,
        pair.old,
        pair.new,
        str(pair.operations),
        str(len(changes)),
        _count(change.deployed.severity for change in changes),
        _count(change.regenerated.severity for change in changes),
        f"{pair.types.confirmed}/{pair.types.changes}",
        f"{pair.deployed.confirmed}/{pair.deployed.changes}",
        f"{pair.seconds:.1f}",
        ", ".join(f"`{kind}` {count}" for kind, count in _sort(pair.kinds)[:ROW_KINDS]),
    ]


def _count(severities: Iterator[Severity]) -> str:
    counts = Counter(severities)
    return " / ".join(str(counts[severity]) for severity in SEVERITIES)


def _sort(kinds: Counter[str]) -> list[tuple[str, int]]:
    """Return the kinds, the most frequent one first, then by name."""
    return sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
