"""Every fault once in each flavour and once through each HTTP library; `make faults` runs them in all four ways, timed."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.faults.case import Case
from tests.faults.cases import all_cases
from tests.faults.running import Job, jobs_of, run_all
from tests.faults.scan import hearing, secrets_in
from tests.faults.table import PAGE
from tests.faults.ways import WAYS

SOCKETS_ELSEWHERE = {102}
"""What asks a name server."""
GROUPS = {
    hundred: [*cases]
    for hundred, cases in groupby(all_cases(), lambda case: case.number // 20 * 20)
}


def reduced(cases: list[Case]) -> list[Job]:
    """Half of the ways, those of neighbours being the other half."""
    kept = [case for case in cases if case.number not in SOCKETS_ELSEWHERE]
    ways = (WAYS[0], WAYS[3]), (WAYS[1], WAYS[2])
    return [job for case in kept for job in jobs_of([case], ways[case.number % 2])]


@pytest.mark.parametrize("group", GROUPS)
def test_a_fault_is_survived_and_misleads_nobody(group: int) -> None:
    with hearing() as heard:
        verdicts = [*run_all(reduced(GROUPS[group]))]
    wrong = [
        (v.case.number, v.way, v.told, complaint)
        for v in verdicts
        for complaint in v.complaints
        if not complaint.startswith("took")
    ]
    assert wrong == []
    assert [(v.case.number, v.way) for v in verdicts if v.leaked] == []
    assert [line for line in heard.lines if secrets_in(line)] == []


def test_there_are_enough_cases() -> None:
    assert len(all_cases()) >= 80


def test_the_page_lists_every_case() -> None:
    rows = [line.split(" | ") for line in PAGE.read_text("utf-8").splitlines()]
    listed = {row[0].strip("| "): row[1] for row in rows if len(row) > 1}
    cases = {str(case.number): case.title for case in all_cases()}
    assert {number: listed.get(number) for number in cases} == cases
