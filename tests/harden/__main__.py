"""Attack the generator in every position, and print the numbers of findings: `make harden`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache

from tests.harden.all_inputs import list_inputs
from tests.harden.attack import (
    Target,
    attack,
    describe,
    load_targets,
    plan,
    plan_large,
)
from tests.harden.canary import import_all, run_tests
from tests.harden.commands import attack_input, attack_mock
from tests.harden.kills import run_kill_points
from tests.harden.pages import attack_pages
from tests.harden.payloads import LARGE_PAYLOADS, PAYLOADS

# Documents for each payload. More documents with fewer payloads hide less from each other.
GROUPS = {True: 8, False: 3}
LARGE_GROUPS = 16
PROCESSES = 2
# Failed tests of a package are reported, but a payload that contradicts a lifecycle may cause them.
FAULTS = ("injected", "escaped", "traceback")


@dataclass(slots=True)
class Counts:
    """The results of all documents."""

    findings: list[str] = field(default_factory=list)
    documents: int = 0
    refused: int = 0

    def count(self, kind: str) -> int:
        """Return the number of findings of a kind."""
        return sum(f": {kind}: " in finding for finding in self.findings)


# The number of a document among those of a target; the last ones have large payloads.
# The number of an input, with `INPUT` as the target.
Task = tuple[int, int]
INPUT = -1


@cache
def _targets() -> list[Target]:
    return load_targets()


def list_tasks() -> list[Task]:
    """Return the documents of all targets, and the other inputs."""
    documents = [
        (index, number)
        for index, target in enumerate(_targets())
        for number in range(len(PAYLOADS) * GROUPS[target.is_complete] + LARGE_GROUPS)
    ]
    return [*documents, *((INPUT, number) for number in range(len(list_inputs())))]


def run(task: Task) -> tuple[list[str], int]:
    """Attack one document or input; return the findings and the number of refused payloads."""
    index, number = task
    if index == INPUT:
        return _run_input(number), 0
    target = _targets()[index]
    groups = GROUPS[target.is_complete]
    turn, group = divmod(number, groups)
    if turn < len(PAYLOADS):
        outcome = attack(target, plan(target, turn, group, groups))
    else:
        large = number - len(PAYLOADS) * groups
        outcome = attack(target, plan_large(target, large, LARGE_GROUPS))
    findings = outcome.findings
    if outcome.files is not None:
        findings = [*findings, *import_all(outcome.files)]
        if target.is_complete and group == turn % groups:
            findings += run_tests(outcome.files)
            findings += attack_mock(outcome.document)
            findings += attack_pages(outcome.document)
    return [describe(target, finding) for finding in findings], outcome.refused


def _run_input(number: int) -> list[str]:
    """Run the command with each payload in one position of another input."""
    target = list_inputs()[number]
    payloads = (*PAYLOADS, *LARGE_PAYLOADS)
    findings = [f for p in payloads for f in attack_input(target, p, number)]
    return [f"{target.name}: {finding}" for finding in findings]


def run_all(tasks: list[Task]) -> Counts:
    """Attack all documents in two processes."""
    counts = Counts()
    with ProcessPoolExecutor(PROCESSES) as pool:
        for findings, refused in pool.map(run, tasks, chunksize=4):
            counts.documents += 1
            counts.refused += refused
            for finding in findings:
                if finding not in counts.findings:
                    print(finding[:600], flush=True)
                    counts.findings.append(finding)
    return counts


def summarize(counts: Counts) -> Iterator[str]:
    """Yield the lines of the result."""
    positions = sum(len(t.slots) for t in _targets()) + len(list_inputs())
    payloads = len(PAYLOADS) + len(LARGE_PAYLOADS)
    kinds = {kind: counts.count(kind) for kind in (*FAULTS, "failed")}
    yield (
        f"{positions} positions × {payloads} payloads:"
        f" {kinds['injected']} injected, {kinds['escaped']} escaped"
    )
    yield (
        f"{counts.documents} documents: {counts.refused} payloads refused,"
        f" {kinds['traceback']} tracebacks, {kinds['failed']} failed tests of packages"
    )


def run_kills() -> list[str]:
    """Kill runs at each step that changes the file system; return the corrupted outputs."""
    count, corrupted = run_kill_points()
    print(f"{count} kill points: {len(corrupted)} corrupted")
    return corrupted


def main() -> int:
    """Run all attacks; the exit code is 1 if there is a finding."""
    missing = [p for target in _targets() for p in target.missing_positions()]
    for position in missing:
        print(f"no text at {position}")
    sample = int(os.environ.get("SAMPLE", "1"))
    if sample > 1:
        print(f"a sample: one of {sample} documents and inputs")
    counts = run_all(list_tasks()[::sample])
    print("\n".join(summarize(counts)))
    corrupted = run_kills()
    print("\n".join(corrupted))
    return int(bool(missing or corrupted or any(map(counts.count, FAULTS))))


if __name__ == "__main__":
    sys.exit(main())
