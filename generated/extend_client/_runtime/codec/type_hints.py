"""Names of the types in the annotations of models, for `typing.get_type_hints` and libraries like it.

A module of models imports the others for type checkers only, so that it is loaded without them.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any, ForwardRef, get_args

from ..operation import PACKAGE
from .lazy_exports import read_names

# The modules of the other types in annotations.
OTHER_TYPES = (
    "typing",
    "datetime",
    "decimal",
    "uuid",
    f"{PACKAGE}._runtime.codec.codec",
    f"{PACKAGE}._runtime.codec.files",
)


class ModelModule(ModuleType):
    """A module of models, which adds the names in its annotations when its `__dict__` is read."""

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        names = read_names(self)
        # Decorators read the dict too, before the module is complete.
        is_loading = getattr(names["__spec__"], "_initializing", False)
        if not is_loading and "__type_names__" not in names:
            names["__type_names__"] = True
            _add_type_names(names)
        return names


def _add_type_names(names: dict[str, Any]) -> None:
    """Add the classes and aliases in the annotations of a module to its names."""
    pending = [*_list_annotations(names)]
    for alias in names.get("__annotations__", ()):
        names[alias] = _refer(names[alias])
    while pending:
        for name in _list_names(pending.pop()):
            if name not in names and not hasattr(builtins, name):
                value = _find_type(name)
                names[name] = _refer(value)
                # The names in an alias must be in the same module.
                pending += _list_texts(value)


def _refer(value: Any) -> Any:
    """Return an alias that is a text as a reference, which supports `|`."""
    return ForwardRef(value) if isinstance(value, str) else value


def _find_type(name: str) -> Any:
    """Return the type that a module of models or an alias names."""
    modules = map(import_module, (f"{PACKAGE}.models", *OTHER_TYPES))
    values = (getattr(module, name, None) for module in modules)
    # A module of models may have the name of a type, such as `date`.
    return next(v for v in values if v and not isinstance(v, ModuleType))


def _list_annotations(names: dict[str, Any]) -> Iterator[str]:
    """Yield the annotations of the fields, and the texts of the aliases, of a module."""
    for value in names.values():
        if isinstance(value, type) and value.__module__ == names["__name__"]:
            yield from map(str, vars(value).get("__annotations__", {}).values())
    for alias in names.get("__annotations__", ()):
        yield from _list_texts(names[alias])


def _list_texts(value: Any) -> Iterator[str]:
    """Yield the texts in a type alias."""
    for part in (value, *get_args(value)):
        text = getattr(part, "__forward_arg__", part)
        if isinstance(text, str):
            yield text


def _list_names(annotation: str) -> Iterator[str]:
    """Yield the names in an annotation."""
    for node in ast.walk(ast.parse(annotation, mode="eval")):
        if isinstance(node, ast.Name):
            yield node.id
