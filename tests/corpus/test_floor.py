"""No document of the corpus may fall below what it once reached (`floor.json`, written by `make corpus`)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.corpus.documents import Entry, entries, missing
from tests.corpus.measure import measure

FLOOR = json.loads(Path(__file__).with_name("floor.json").read_text("utf-8"))


@pytest.mark.skipif(bool(missing()), reason=missing() or "the corpus is there")
@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_no_document_falls_below_its_floor(entry: Entry) -> None:
    row = measure(entry, types=False)
    assert row.is_whole, (row.problems, row.failed)
    floor = FLOOR.get(entry.name, {"operations": 0, "schemas": 0, "examples": 0})
    came = {name: getattr(row, name)[1] for name in floor}
    assert all(came[name] >= least for name, least in floor.items()), (floor, came)
