"""Names of real documents do not change their meaning after a change of the document."""

from __future__ import annotations

import json
import os
from collections import Counter
from random import Random
from typing import Any

import pytest
import yaml

from specpress.python.names.lock import NamesLock
from tests.corpus.documents import Entry, entries, missing
from tests.property.changes import change_document
from tests.property.locked_names import Comparison, assign_all, compare

# PAIRS=500 for a long search.
PAIRS = int(os.environ.get("PAIRS", "12"))
# Larger documents need seconds per pair.
MAX_BYTES = int(os.environ.get("MAX_BYTES", "150000"))


def list_small() -> list[Entry]:
    """Return the documents in one file that are small enough."""
    return [
        entry
        for entry in entries()
        if "/" not in entry.name and entry.path.stat().st_size <= MAX_BYTES
    ]


def read(entry: Entry) -> Any:
    """Return the tree of a document."""
    text = entry.path.read_text("utf-8")
    # Dates and other types of YAML become strings, as in JSON.
    return (
        json.loads(text)
        if text.lstrip().startswith("{")
        else json.loads(json.dumps(yaml.load(text, yaml.CSafeLoader), default=str))
    )


@pytest.mark.skipif(bool(missing()), reason=missing() or "corpus available")
def test_names_keep_their_meaning() -> None:
    documents, without_lock = list_small(), Counter[str]()
    for number in range(PAIRS):
        random = Random(number)
        entry = random.choice(documents)
        tree = read(entry)
        kind, changed = change_document(tree, random)
        first = assign_all(tree, NamesLock())
        second = assign_all(changed, first.build_lock())
        comparison = compare(first, second)
        announced = {r.part for r in second.renames}
        unexpected = {p: n for p, n in comparison.kept.items() if p not in announced}
        assert not unexpected, (number, entry.name, kind)
        reused = {n: p for n, p in comparison.reused.items() if p[1] not in announced}
        assert not reused, (number, entry.name, kind)
        without_lock[kind] += _count(compare(first, assign_all(changed, NamesLock())))
        if second.renames:
            print(number, entry.name, kind, [*second.renames])
    print("names with another meaning without the lock:", dict(without_lock))


def _count(comparison: Comparison) -> int:
    return len(comparison.kept) + len(comparison.reused)
