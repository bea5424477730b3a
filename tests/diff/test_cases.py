"""A sample of the kinds: the words of the changes, and the programs with both servers; `make diff-cases` proves all.

The sample has no type checker: its run costs more than all programs.
"""

from __future__ import annotations

import pytest

from specpress.diff.changes import Severity
from specpress.diff.kinds import load_kinds
from tests.diff.proving import Case, check_baseline, list_cases, prove_deployed

SAMPLE = list_cases()[::12]


def test_each_kind_has_a_case() -> None:
    assert {case.directory.name for case in list_cases()} == set(load_kinds())


def test_verdicts_have_stages() -> None:
    for kind in load_kinds().values():
        for verdict in (kind.deployed, kind.regenerated):
            has_stage = verdict.severity >= Severity.RISKY
            assert (verdict.stage is not None) is has_stage, kind.code


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.directory.name)
def test_words_and_programs(case: Case) -> None:
    expected = (case.directory / "expected.txt").read_text("utf-8")
    assert case.describe() == expected
    assert case.directory.name in {c.code for c in case.comparison.changes}
    assert [*check_baseline(case)] == []
    assert prove_deployed(case).fault is None
