"""Score the inferred pagination of the corpus against labels by hand.

`pagination_labels.csv` has a row per operation, with the style of its pages (cursor, item, offset,
page, link, url) or none. `unclear` is an operation that has pages although the document does not
determine the request for the next one, for example because no response contains a cursor: a client
that guesses it could lose items, so the right inference is none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from specpress.config import Settings
from specpress.document.problems import Problems
from specpress.pipeline import open_document
from specpress.reader import build
from specpress.reader.paging import add_pages
from tests.corpus.documents import Entry

LABELS = Path(__file__).with_name("pagination_labels.csv")
NONE = ("none", "unclear")
MIN_FOUND, MAX_FALSE = 0.9, 0.01


@dataclass(frozen=True, slots=True)
class Label:
    """The pagination of an operation, labelled by hand."""

    document: str
    method: str
    path: str
    kind: str


@dataclass(frozen=True, slots=True)
class Score:
    """The labels that the inference finds, misses, or contradicts."""

    found: tuple[Label, ...] = ()
    missed: tuple[Label, ...] = ()
    without: tuple[Label, ...] = ()
    """Operations without pages, which the inference finds none for."""
    false: tuple[Label, ...] = ()
    """Operations without pages, or with pages of another style, for which it infers some."""

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.missed + other.missed,
            self.without + other.without,
            self.false + other.false,
        )

    @property
    def found_share(self) -> float:
        """Share of the operations with pages that are found."""
        return len(self.found) / max(1, len(self.found) + len(self.missed))

    @property
    def false_share(self) -> float:
        """Share of all operations whose inference is false."""
        total = len(self.found) + len(self.missed) + len(self.without)
        return len(self.false) / max(1, total + len(self.false))


def read_labels() -> list[Label]:
    """Return the labels, ordered by document."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [Label(**row) for row in csv.DictReader(file)]


def score(entries: Iterable[Entry]) -> Score:
    """Return the score of the documents that have labels."""
    paths = {entry.name: entry.path for entry in entries}
    total = Score()
    for document, labels in groupby(read_labels(), lambda label: label.document):
        if document in paths:
            total += _score_document(paths[document], [*labels])
    return total


def _score_document(path: Path, labels: list[Label]) -> Score:
    styles = dict(infer_styles(path))
    result = Score()
    for label in labels:
        style = styles.get((label.method, label.path), "")
        if label.kind in NONE:
            result += Score(false=(label,)) if style else Score(without=(label,))
        elif style in ("", label.kind):
            result += Score(found=(label,)) if style else Score(missed=(label,))
        else:
            result += Score(false=(label,))
    return result


def infer_styles(path: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the style of each operation with pages, by method and path."""
    problems = Problems()
    workspace, _ = open_document(Settings(str(path), Path("unused")), problems)
    api = build(workspace.root, problems)
    for operation in add_pages(workspace.root, api, "infer", problems).operations:
        if operation.pagination is not None:
            yield (operation.method, operation.path), operation.pagination.style


def is_enough(result: Score) -> bool:
    """Return whether at least 90 % are found and at most 1 % is false."""
    return result.found_share >= MIN_FOUND and result.false_share <= MAX_FALSE


def summarize(result: Score) -> Iterator[str]:
    """Yield the lines of the score, and each label that it misses or contradicts."""
    found, missed, false = len(result.found), len(result.missed), len(result.false)
    total = found + missed + false + len(result.without)
    yield (
        f"pagination: {found} of {found + missed} labelled operations with pages found "
        f"({result.found_share:.1%}), {false} of {total} false ({result.false_share:.1%})."
    )
    for reason, labels in (("missed", result.missed), ("false", result.false)):
        for label in labels:
            name = f"{label.method} {label.path}"
            yield f"pagination {reason}: {label.document}: {name} ({label.kind})"
