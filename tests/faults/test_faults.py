"""Every fault with half of the client variants; `make faults` runs all four and checks durations."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.faults.case import Case
from tests.faults.cases import all_cases
from tests.faults.client_variants import CLIENT_VARIANTS
from tests.faults.report import PAGE
from tests.faults.runner import Job, plan_jobs, run_jobs
from tests.faults.secret_scan import record_logs, secrets_in
from tests.faults.verdict import Verdict

# Contacts a name server, which the tests must not.
NEEDS_NETWORK = {102}
GROUPS = {
    group: [*cases]
    for group, cases in groupby(all_cases(), lambda case: case.number // 20 * 20)
}


def plan_reduced_jobs(cases: list[Case]) -> list[Job]:
    """Return each case with one variant of each flavour and of each HTTP library.

    Even numbers use one pair of variants, odd numbers the other.
    """
    local_cases = [case for case in cases if case.number not in NEEDS_NETWORK]
    sync_httpx2, async_httpx2, sync_pyreqwest, async_pyreqwest = CLIENT_VARIANTS
    pairs = (sync_httpx2, async_pyreqwest), (async_httpx2, sync_pyreqwest)
    return [
        job for case in local_cases for job in plan_jobs([case], pairs[case.number % 2])
    ]


def list_complaints(verdict: Verdict) -> list[str]:
    """Return the complaints about a case, without those about its duration.

    Durations depend on the load of the machine.
    """
    return [c for c in verdict.complaints if not c.startswith("took")]


def run_again(job: Job, verdict: Verdict) -> Verdict:
    """Run a failed case alone, twice at most.

    Cases have limits of a few seconds, which may expire early on a busy machine. A defect fails each
    time; a secret that was shown is never excused.
    """
    for _ in range(2):
        if list_complaints(verdict) and not verdict.leaked:
            (verdict,) = run_jobs([job])
    return verdict


@pytest.mark.parametrize("group", GROUPS)
def test_clients_survive_faults(group: int) -> None:
    jobs = plan_reduced_jobs(GROUPS[group])
    with record_logs() as logs:
        verdicts = [
            run_again(*pair) for pair in zip(jobs, [*run_jobs(jobs)], strict=True)
        ]
    failures = [
        (v.case.number, v.variant, v.summary, complaint)
        for v in verdicts
        for complaint in list_complaints(v)
    ]
    assert failures == []
    assert [(v.case.number, v.variant) for v in verdicts if v.leaked] == []
    assert [line for line in logs.lines if secrets_in(line)] == []


def test_minimum_number_of_cases() -> None:
    assert len(all_cases()) >= 80


def test_page_lists_every_case() -> None:
    rows = [line.split(" | ") for line in PAGE.read_text("utf-8").splitlines()]
    titles = {row[0].strip("| "): row[1] for row in rows if len(row) > 1}
    cases = {str(case.number): case.title for case in all_cases()}
    assert {number: titles.get(number) for number in cases} == cases
