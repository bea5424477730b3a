"""Prove all kinds of changes: `make diff-cases`; `make diff-cases ONLY=operation-removed`; UPDATE=1 writes the words."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from specpress.diff.kinds import load_kinds
from tests.diff.checking import check_programs
from tests.diff.proving import (
    PROGRAMS,
    Case,
    check_baseline,
    list_cases,
    prove_deployed,
    prove_regenerated,
)


def main(arguments: Sequence[str]) -> int:
    """Prove the kinds, or those whose codes contain an argument; return 1 if a verdict is wrong."""
    updates = "--update" in arguments
    words = [a for a in arguments if not a.startswith("--")]
    cases = [
        c
        for c in list_cases()
        if not words or any(w in c.directory.name for w in words)
    ]
    with TemporaryDirectory() as directory:
        reports = check_programs(cases, Path(directory))
    wrong = 0
    for case in cases:
        code = case.directory.name
        old = {n: reports.get((code, "old", n)) for n in PROGRAMS}
        new = {n: r for n in PROGRAMS if (r := reports.get((code, "new", n)))}
        faults = [f"{n} with the old package: {r}" for n, r in old.items() if r]
        faults += check_baseline(case)
        proofs = (prove_deployed(case), prove_regenerated(case, new))
        faults += [proof.fault for proof in proofs if proof.fault]
        faults += [*_compare_words(case, updates)]
        wrong += bool(faults)
        for fault in faults:
            print(f"{code}: {fault}")
    missing = sorted(load_kinds().keys() - {c.directory.name for c in list_cases()})
    if missing and not words:
        print(f"without a case: {', '.join(missing)}")
    total = len(cases) if words else len(load_kinds())
    print(f"{total} kinds, {len(cases) - wrong} proved by running code, {wrong} wrong")
    return int(wrong > 0)


def _compare_words(case: Case, updates: bool) -> list[str]:
    """Return the faults of the expected words; write them instead if `updates` is set."""
    path = case.directory / "expected.txt"
    actual = case.describe()
    if updates:
        path.write_text(actual, "utf-8")
    expected = path.read_text("utf-8") if path.exists() else ""
    code = case.directory.name
    faults = [] if actual == expected else [f"expected.txt differs: {actual}"]
    has_code = any(line.startswith(f"{code} ") for line in actual.splitlines())
    return (
        faults
        if has_code
        else [*faults, f"no change has the code; there are: {actual}"]
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
