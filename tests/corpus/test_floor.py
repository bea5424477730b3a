"""Every document of the corpus reaches the counts in `floor.json`, which `make corpus` writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.corpus.documents import Entry, entries, missing
from tests.corpus.measure import measure

FLOOR = json.loads(Path(__file__).with_name("floor.json").read_text("utf-8"))


@pytest.mark.skipif(bool(missing()), reason=missing() or "corpus available")
@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_document_reaches_its_floor(entry: Entry) -> None:
    row = measure(entry, slow=False)
    assert row.is_complete, (row.problems, row.failed)
    floor = FLOOR.get(entry.name, {"operations": 0, "schemas": 0, "examples": 0})
    counts = {name: getattr(row, name)[1] for name in floor}
    reached = all(counts[name] >= minimum for name, minimum in floor.items())
    assert reached, (floor, counts)
