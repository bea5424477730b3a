"""Check that the program of each breaking or risky kind has places: `make diff-places`; ONLY=operation-removed: some kinds."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from specpress.diff.changes import Severity
from specpress.diff.comparing import compare_sides
from specpress.diff.documents import Sides
from specpress.diff.operands import Operand
from specpress.diff.sides import read_side
from specpress.program.reading import touch_program
from tests.diff.proving import SIDES, Case, list_cases
from tests.property.packages import settings_for


def main(words: Sequence[str]) -> int:
    """Check the kinds whose codes begin with one of the words; return 1 if a program has no place."""
    cases = [case for case in list_cases() if is_selected(case, words)]
    without = [case.directory.name for case in cases if not has_places(case)]
    for code in without:
        print(f"{code}: no place in its program")
    print(f"{len(cases)} kinds, {len(cases) - len(without)} with places")
    return int(bool(without))


def is_selected(case: Case, words: Sequence[str]) -> bool:
    """Return whether a case has one of the words, and its change is at least risky."""
    severity = max(case.kind.deployed.severity, case.kind.regenerated.severity)
    begins = not words or any(case.directory.name.startswith(word) for word in words)
    return begins and severity >= Severity.RISKY


def has_places(case: Case) -> bool:
    """Return whether the change of a case touches its program."""
    settings = [settings_for(str(case.document(side))) for side in SIDES]
    operands = [Operand(s.spec, s.spec) for s in settings]
    old = read_side(operands[0], settings[0])
    sides = Sides(old, read_side(operands[1], settings[1], old), *settings)
    comparison = compare_sides(sides.old, sides.new)
    touched = touch_program(comparison, case.directory, sides, lambda stage: None)
    return any(c.calls for c in touched.changes if c.code == case.directory.name)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
