"""The numbered cases, one module per topic."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.faults.case import Case


def all_cases() -> list[Case]:
    """Return all cases in the order of their numbers."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    cases = sorted(
        (case for module in modules for case in module.CASES), key=lambda c: c.number
    )
    numbers = [case.number for case in cases]
    duplicates = sorted({number for number in numbers if numbers.count(number) > 1})
    if duplicates:
        raise ValueError(f"duplicate case numbers: {duplicates}")
    return cases
