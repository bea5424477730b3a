"""Confirm the breaking changes between two real documents: `python -m tests.diff.confirming OLD NEW`.

For each change that breaks the types after regeneration, a small program that uses the part is written. It must be
valid with the old package, and have an error with the new one. Changes that break deployed clients are confirmed by
`deployed.py`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from specpress.diff.changes import Comparison, Severity
from specpress.diff.comparing import compare_sides
from specpress.diff.sides import Side
from specpress.pipeline import generate
from tests.diff import deployed
from tests.diff.checking import run_basedpyright, write_package
from tests.diff.programs import PACKAGE, Program, Writer
from tests.diff.proving import SIDES
from tests.diff.reading import read_sides
from tests.property.packages import settings_for

STAGES = ("type-check", "import")
# Those of the old and the new version.
Sides = tuple[Side, Side]
Documents = tuple[Path, Path]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The breaking changes of a comparison, and those that no program proves."""

    changes: int
    faults: tuple[str, ...]
    seconds: float
    """CPU, with that of the type checker."""

    @property
    def confirmed(self) -> int:
        """The number of changes that are proved."""
        return self.changes - len(self.faults)


@dataclass(frozen=True, slots=True)
class _Package:
    """A generated package."""

    name: str
    """The name of its directory, which differs from its own one."""
    files: Mapping[str, str]


@dataclass(slots=True)
class Confirmer:
    """Confirms changes with packages in a directory, each of which is generated once."""

    directory: Path
    _packages: dict[Path, _Package] = field(default_factory=dict)
    """The packages by their documents."""

    def confirm_deployed(
        self, comparison: Comparison, sides: Sides, documents: Documents
    ) -> Confirmation:
        """Call the new server with the old package for each change that breaks deployed clients."""
        began = _measure_cpu()
        old, _new = map(self._find_package, documents)
        faults = [*deployed.list_faults(comparison, *sides, old.files)]
        unproved = tuple(fault for fault in faults if fault)
        return Confirmation(len(faults), unproved, _measure_cpu() - began)

    def confirm_types(
        self, comparison: Comparison, sides: Sides, documents: Documents
    ) -> Confirmation:
        """Check a program for each change that breaks the types after regeneration."""
        began = _measure_cpu()
        breaking = [
            c
            for c in comparison.changes
            if c.regenerated.severity is Severity.BREAKING
            and c.regenerated.stage in STAGES
        ]
        writer = Writer(sides[0])
        programs = {n: p for n, c in enumerate(breaking) if (p := writer.write(c))}
        outcomes = self._check(documents, programs) if programs else {}
        faults = (
            (c, _find_fault(n, programs, outcomes)) for n, c in enumerate(breaking)
        )
        lines = tuple(f"{c.code} {c.symbol}: {fault}" for c, fault in faults if fault)
        return Confirmation(len(breaking), lines, _measure_cpu() - began)

    def _check(
        self, documents: Documents, programs: Mapping[int, Program]
    ) -> Mapping[tuple[str, str, str], object]:
        """Return the programs with errors, by number and side."""
        modules = {}
        for side, path in zip(SIDES, documents, strict=True):
            package = self._find_package(path).name
            for number, program in programs.items():
                module = f"program_{number}_{package}"
                text = str(program).replace(PACKAGE, package)
                (self.directory / f"{module}.py").write_text(text, "utf-8")
                modules[module] = (str(number), side, "")
        return run_basedpyright(self.directory, modules)

    def _find_package(self, path: Path) -> _Package:
        """Return the package of a document, written with the names of the one before."""
        if path in self._packages:
            return self._packages[path]
        package = f"package_{len(self._packages)}"
        lock = self.directory / "names.lock"
        settings = replace(settings_for(str(path)), names_lock=lock)
        generated = generate(settings, accept_renames=True)
        lock.write_text(generated.names_lock.to_text(), "utf-8")
        write_package(generated.files, package, self.directory)
        self._packages[path] = _Package(package, generated.files)
        return self._packages[path]


def _measure_cpu() -> float:
    times = os.times()
    return sum(times[:4])


def confirm(old: Path, new: Path) -> Iterator[str]:
    """Yield a line for each breaking change without a proof, then the counts."""
    first, second = read_sides(old, new)
    sides, documents = (first, second), (old, new)
    comparison = compare_sides(*sides)
    with TemporaryDirectory() as directory:
        confirmer = Confirmer(Path(directory))
        types = confirmer.confirm_types(comparison, sides, documents)
        calls = confirmer.confirm_deployed(comparison, sides, documents)
    yield from types.faults
    yield f"{types.changes} breaking changes, {types.confirmed} confirmed by the type checker"
    yield from calls.faults
    yield f"{calls.changes} changes that break deployed clients, {calls.confirmed} confirmed by the mock server"


def _find_fault(
    number: int,
    programs: Mapping[int, Program],
    outcomes: Mapping[tuple[str, str, str], object],
) -> str | None:
    if number not in programs:
        return "no program uses it"
    if outcome := outcomes.get((str(number), "old", "")):
        return f"the program is not valid with the old package: {outcome}"
    if (str(number), "new", "") not in outcomes:
        return "the program is valid with the new package"
    return None


def main(arguments: Sequence[str]) -> int:
    """Print the breaking changes that are not confirmed."""
    lines = [*confirm(*map(Path, arguments))]
    print(*lines, sep="\n")
    return int(len(lines) > 2)  # the counts


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
