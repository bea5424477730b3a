"""Prove all upgrades, and check the types of the edited programs: `make upgrades`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.diff.checking import check_programs
from tests.upgrades.running import list_upgrades, prove


def main() -> int:
    """Return 1 if a program does not work after its edits."""
    upgrades = list_upgrades()
    faults = [f"{name}: {f}" for name, u in upgrades.items() for f in prove(u)]
    with TemporaryDirectory() as directory:
        reports = check_programs(upgrades.values(), Path(directory), ["new"])
    faults += [f"{name}: {program}: {o}" for (name, _, program), o in reports.items()]
    for fault in faults:
        print(fault)
    count = sum(len(upgrade.programs) for upgrade in upgrades.values())
    print(f"{count} programs through {len(upgrades)} upgrades, {len(faults)} faults")
    return int(bool(faults))


if __name__ == "__main__":
    raise SystemExit(main())
