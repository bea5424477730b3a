"""Lookup: what a package of many modules holds, found when it is first named.

A class stands in the module whose name its own begins with: `IssueLabel` in `issue_label`, or else in `issue`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any


def attach(
    package: str, elsewhere: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package; `elsewhere` has the modules that a name does not tell."""
    known: dict[str, list[str]] = {}

    def modules() -> dict[str, list[str]]:
        """The modules by the letters of their names."""
        for module in () if known else iter_modules(sys.modules[package].__path__):
            known.setdefault(_letters(module.name), []).append(f".{module.name}")
        return known

    def likely(name: str) -> Iterator[str]:
        """The modules whose names a name begins with, the longest first."""
        letters = _letters(name)
        for end in range(len(letters), 0, -1):
            yield from modules().get(letters[:end], ())

    def find(name: str) -> Any:
        if name == "__all__":
            return names()
        told = name in elsewhere
        for place in [elsewhere[name]] if told else likely(name):
            module = import_module(place, package)
            if told or name in _own(module):
                found = _followed(sys.modules[package], vars(module)[name])
                setattr(sys.modules[package], name, found)
                return found
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    def names() -> list[str]:
        """All that there is: every module is loaded."""
        places = [place for found in modules().values() for place in found]
        own = {n for place in places for n in _own(import_module(place, package))}
        return sorted({*own, *elsewhere})

    return find, names


def _letters(name: str) -> str:
    return name.replace("_", "").casefold()


def _own(module: ModuleType) -> Iterator[str]:
    """The names that a module does not import: its classes, and its other names of types."""
    yield from getattr(module, "__annotations__", ())
    for name, value in vars(module).items():
        if isinstance(value, type) and value.__module__ == module.__name__:
            yield name


def _followed(package: ModuleType, found: Any) -> Any:
    """The class that is meant where a name is only another name of it; a module may be called as a type is."""
    if isinstance(found, str) and found.isidentifier():
        other = getattr(package, found, found)
        return found if isinstance(other, ModuleType) else other
    return found
