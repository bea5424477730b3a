"""Attack the generator in every position, and print the numbers of findings: `make harden`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from itertools import chain

from tests.harden.attack import (
    Target,
    attack,
    describe,
    load_targets,
    plan,
    plan_large,
)
from tests.harden.canary import import_all, run_tests
from tests.harden.payloads import LARGE_PAYLOADS, PAYLOADS

# Documents for each payload. More documents with fewer payloads hide less from each other.
GROUPS = {True: 8, False: 3}
LARGE_GROUPS = 16
PROCESSES = 2


@dataclass(slots=True)
class Counts:
    """The results of all documents."""

    findings: list[str] = field(default_factory=list)
    documents: int = 0
    refused: int = 0


# The number of a document among those of a target; the last ones have large payloads.
Task = tuple[int, int]


@cache
def _targets() -> list[Target]:
    return load_targets()


def list_tasks() -> list[Task]:
    """Return the documents of all targets."""
    return [
        (index, number)
        for index, target in enumerate(_targets())
        for number in range(len(PAYLOADS) * GROUPS[target.is_complete] + LARGE_GROUPS)
    ]


def run(task: Task) -> tuple[list[str], int]:
    """Attack one document; return the findings and the number of refused payloads."""
    index, number = task
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
    return [describe(target, finding) for finding in findings], outcome.refused


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
    positions = sum(len(target.slots) for target in _targets())
    payloads = len(PAYLOADS) + len(LARGE_PAYLOADS)
    kinds = {
        kind: sum(f": {kind}: " in finding for finding in counts.findings)
        for kind in ("injected", "escaped", "traceback", "failed")
    }
    yield (
        f"{positions} positions × {payloads} payloads:"
        f" {kinds['injected']} injected, {kinds['escaped']} escaped"
    )
    yield (
        f"{counts.documents} documents: {counts.refused} payloads refused,"
        f" {kinds['traceback']} tracebacks, {kinds['failed']} failed tests of packages"
    )


def main() -> int:
    """Run all attacks; the exit code is 1 if there is a finding."""
    missing = chain.from_iterable(t.missing_positions() for t in _targets())
    for position in missing:
        print(f"no text at {position}")
    counts = run_all(list_tasks())
    print("\n".join(summarize(counts)))
    return int(bool(counts.findings))


if __name__ == "__main__":
    sys.exit(main())
