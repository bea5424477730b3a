"""A sample of the upgrades; `make upgrades` proves all, with the type checker."""

from __future__ import annotations

import pytest

from tests.upgrades.running import list_upgrades, prove

SAMPLE = ("classes", "positions", "several")


@pytest.mark.parametrize("name", SAMPLE)
def test_programs_work_after_their_edits(name: str) -> None:
    assert [*prove(list_upgrades()[name])] == []
