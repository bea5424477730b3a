"""Annotations of functions whose types are imported when they are read.

A module imports most types for type checkers only, so that it is loaded faster.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cached_property
from types import FunctionType, ModuleType
from typing import Any


class DeferredAnnotations(dict[str, Any]):
    """The annotations of a function; reading all of them adds their names to its module.

    `typing.get_type_hints` and `inspect.signature` then evaluate them.
    """

    __slots__ = ("_names",)

    def __init__(self, function: FunctionType) -> None:
        super().__init__(function.__annotations__)
        self._names = _unwrap(function).__globals__

    def _resolve(self) -> None:
        from .type_hints import add_type_names

        add_type_names(self._names)

    def __iter__(self) -> Iterator[str]:
        self._resolve()
        return super().__iter__()

    # `dict(annotations)` calls `keys`, because `__iter__` is not that of a dict.
    def keys(self) -> Any:
        self._resolve()
        return super().keys()

    def items(self) -> Any:
        self._resolve()
        return super().items()


class TypedModule(ModuleType):
    """A module that adds the names in its annotations when its `__dict__` is read."""

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        names = read_names(self)
        # Decorators read it too, before the module is complete.
        if not getattr(names["__spec__"], "_initializing", False):
            from .type_hints import add_type_names

            add_type_names(names)
        return names


def read_names(module: ModuleType) -> dict[str, Any]:
    """Return the `__dict__` of a module, without the names that a `TypedModule` adds."""
    read: Any = vars(ModuleType)["__dict__"]
    names: dict[str, Any] = read.__get__(module)
    return names


def defer_module(name: str) -> None:
    """Import the types in the annotations of a module when they are read; its last statement."""
    module = sys.modules[name]
    for value in [*read_names(module).values()]:
        if getattr(value, "__module__", None) == name:
            if isinstance(value, type):
                defer_class(value)
            else:
                _defer(value)
    module.__class__ = TypedModule


def defer_class(owner: type) -> None:
    """Import the types in the annotations of the methods of a class when they are read."""
    for member in [*vars(owner).values()]:
        _defer(_get_function(member))


def _defer(function: object) -> None:
    if isinstance(function, FunctionType):
        annotations = function.__annotations__
        if annotations and not isinstance(annotations, DeferredAnnotations):
            function.__annotations__ = DeferredAnnotations(function)


def _get_function(member: object) -> object:
    """Return the function of a method or property."""
    match member:
        case staticmethod() | classmethod():
            return member.__func__
        case property():
            return member.fget
        case cached_property():
            return member.func
    return member


def _unwrap(function: Any) -> Any:
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    return function
