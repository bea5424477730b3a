"""The numbered cases, a module for each notion."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from tests.faults.case import Case


def all_cases() -> list[Case]:
    """Every case, by number."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    modules = [import_module(f"{__name__}.{name}") for name in names]
    found = sorted(
        (case for module in modules for case in module.CASES), key=lambda c: c.number
    )
    numbers = [case.number for case in found]
    if len(set(numbers)) != len(numbers):
        raise ValueError(f"a number is taken twice: {numbers}")
    return found
