"""Lazy exports of a package: a module is imported when one of its names is first accessed.

A class is in the module with the longest matching name: `IssueLabel` in `issue_label`, or else in `issue`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pkgutil import get_data, iter_modules
from types import ModuleType
from typing import Any


def attach(
    package: str, overrides: Mapping[str, str], has_groups: bool = False
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` of a package.

    `overrides` has the modules of names that do not follow the naming rule. With groups,
    `_groups.json` has the modules of names that share one.
    """
    module_cache: dict[str, list[str]] = {}

    def list_modules() -> dict[str, list[str]]:
        """Return the public modules by their normalized names."""
        if not module_cache:
            modules = [m.name for m in iter_modules(sys.modules[package].__path__)]
            names = [(name, name) for name in modules if not name.startswith("_")]
            for name, module in [*names, *_load_groups(package, has_groups)]:
                module_cache.setdefault(_normalize(name), []).append(f".{module}")
        return module_cache

    def list_candidates(name: str) -> Iterator[str]:
        """Yield the modules whose names are prefixes of a name, the longest first."""
        normalized = _normalize(name)
        for end in range(len(normalized), 0, -1):
            yield from list_modules().get(normalized[:end], ())

    def get(name: str) -> Any:
        if name == "__all__":
            return list_names()
        is_override = name in overrides
        candidates = [overrides[name]] if is_override else list_candidates(name)
        for candidate in candidates:
            module = import_module(candidate, package)
            if is_override or _defines(module, name):
                value = _resolve_alias(sys.modules[package], read_names(module)[name])
                # Stored, so that `__getattr__` is called once per name.
                setattr(sys.modules[package], name, value)
                return value
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    def list_names() -> list[str]:
        """Return all names; this imports every module."""
        modules = {module for group in list_modules().values() for module in group}
        names = {n for m in modules for n in _defined_names(import_module(m, package))}
        return sorted({*names, *overrides})

    return get, list_names


def read_names(module: ModuleType) -> dict[str, Any]:
    """Return the `__dict__` of a module, without the names that a `ModelModule` adds."""
    read: Any = vars(ModuleType)["__dict__"]
    names: dict[str, Any] = read.__get__(module)
    return names


def _load_groups(package: str, has_groups: bool) -> Iterator[tuple[str, str]]:
    data = get_data(package, "_groups.json") if has_groups else None
    yield from json.loads(data or b"{}").items()


def _normalize(name: str) -> str:
    return name.replace("_", "").casefold()


def _defined_names(module: ModuleType) -> list[str]:
    """Return the classes and type aliases that a module defines, without its imports."""
    names = read_names(module)
    listed = (*names.get("__annotations__", ()), *names)
    return [name for name in listed if _defines(module, name)]


def _defines(module: ModuleType, name: str) -> bool:
    """Return whether a module defines a class or a type alias."""
    names = read_names(module)
    value = names.get(name)
    is_class = isinstance(value, type) and value.__module__ == module.__name__
    return is_class or name in names.get("__annotations__", ())


def _resolve_alias(package: ModuleType, value: Any) -> Any:
    """Return the class that a string alias names; other values are returned unchanged."""
    name = getattr(value, "__forward_arg__", value)
    if isinstance(name, str) and name.isidentifier():
        target = getattr(package, name, value)
        # A submodule may have the same name as a type.
        return value if isinstance(target, ModuleType) else target
    return value
