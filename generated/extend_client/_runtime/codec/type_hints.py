"""Names of the types in annotations, for `typing.get_type_hints` and libraries like it.

A module of the package imports most types for type checkers only, so that it is loaded without them.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from types import FunctionType, ModuleType
from typing import (
    Annotated,
    Any,
    ForwardRef,
    Literal,
    get_args,
    get_origin,
    get_type_hints,
)

from ..operation import PACKAGE
from .lazy_exports import read_names

# The modules of the other types in annotations.
OTHER_TYPES = (
    "typing",
    "datetime",
    "decimal",
    "uuid",
    "dataclasses",
    f"{PACKAGE}._runtime.codec.codec",
    f"{PACKAGE}._runtime.codec.files",
    f"{PACKAGE}._runtime.codec.received",
)


class ModelModule(ModuleType):
    """A module of models, which adds the names in its annotations when its `__dict__` is read."""

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        names = read_names(self)
        add_type_names(names)
        return names


def add_type_names(names: dict[str, Any]) -> None:
    """Add the classes and aliases in the annotations of a module to its names, once."""
    # Decorators read annotations too, before the module is complete.
    is_loading = getattr(names["__spec__"], "_initializing", False)
    if is_loading or "__type_names__" in names or not _is_generated(names):
        return
    names["__type_names__"] = True
    _run_type_imports(names)
    if names["__name__"].startswith(f"{PACKAGE}.models."):
        _add_model_names(names)


def _is_generated(names: dict[str, Any]) -> bool:
    return f"{names['__name__']}.".startswith(f"{PACKAGE}.")


def _add_model_names(names: dict[str, Any]) -> None:
    """Add the types that a module of models does not import: those in inherited fields and aliases."""
    for alias in names.get("__annotations__", ()):
        names[alias] = _refer(names[alias], names["__name__"])
    pending = [*_list_annotations(names)]
    while pending:
        for name in _list_names(pending.pop()):
            if name not in names and not hasattr(builtins, name):
                value = _find_type(name)
                if value is not None:
                    names[name] = _refer(value, names["__name__"])
                    # The names in an alias must be in the same module.
                    pending += _list_texts(value)


def read_source(module: str) -> str:
    """Return the source code of a module; "" if only compiled files are installed."""
    loader: Any = getattr(sys.modules[module].__spec__, "loader", None)
    try:
        return loader.get_source(module) or ""
    except (AttributeError, OSError):
        return ""


def _run_type_imports(names: dict[str, Any]) -> None:
    """Run the imports of a module that are for type checkers only."""
    for node in ast.parse(read_source(names["__name__"])).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for statement in node.body:
                if isinstance(statement, (ast.Import, ast.ImportFrom)):
                    for name, value in _import(statement, names["__package__"]):
                        names.setdefault(name, value)


def _import(node: ast.Import | ast.ImportFrom, package: str) -> Iterator[Any]:
    """Yield the names that an import in a module of the package adds, and their values."""
    with suppress(ImportError):  # an optional library is not installed
        if isinstance(node, ast.Import):
            yield from ((name.name, import_module(name.name)) for name in node.names)
            return
        module = import_module("." * node.level + (node.module or ""), package)
        for alias in node.names:
            value = getattr(module, alias.name, None)
            if value is None:
                value = import_module(f"{module.__name__}.{alias.name}")
            yield alias.asname or alias.name, _complete(value, read_names(module))


def _complete(value: Any, names: dict[str, Any]) -> Any:
    """Return an imported type; aliases have no texts, which need the names of their module."""
    if isinstance(value, ModuleType) and value.__name__ == f"{PACKAGE}.inputs":
        return InputTypes(value)
    return resolve(value, names) if _has_text(value) else value


def _has_text(value: Any) -> bool:
    """Return whether a part of a type is a text."""
    if get_origin(value) is Literal:
        return False
    parts = value if isinstance(value, list) else get_args(value)
    return isinstance(value, (str, ForwardRef)) or any(map(_has_text, parts))


@dataclass(frozen=True, slots=True)
class NamedType:
    """Name of an alias in `models`, and its type as a text: metadata of the alias."""

    name: str
    text: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from .pydantic_schemas import build_alias_schema

        return build_alias_schema(self.name)


def resolve_alias(name: str, alias: Any, names: dict[str, Any]) -> Any:
    """Return an alias with classes instead of texts; `names` are those of its module."""
    annotation, *metadata = get_args(alias) or (alias,)
    text = getattr(annotation, "__forward_arg__", annotation)
    if not isinstance(text, str):
        return alias
    type_ = resolve(text, names)
    return Annotated[(type_, *metadata, NamedType(name, text))]


class InputTypes:
    """The types in `inputs`, without texts in their aliases."""

    def __init__(self, module: ModuleType) -> None:
        self._names = vars(module)

    def __getattr__(self, name: str) -> Any:
        value = self._names[name]
        return value if isinstance(value, type) else resolve(value, self._names)


def resolve(annotation: Any, names: dict[str, Any]) -> Any:
    """Return the type that an annotation in the module with these names describes."""
    add_type_names(names)

    def holder() -> None: ...

    holder.__annotations__ = {"value": annotation}
    return get_type_hints(holder, names, include_extras=True)["value"]


def _refer(value: Any, module: str) -> Any:
    """Return an alias that is a text as a reference, which supports `|`."""
    return ForwardRef(value, module=module) if isinstance(value, str) else value


def _find_type(name: str) -> Any:
    """Return the type that an annotation or an alias names; None if it is unknown."""
    modules = map(import_module, (f"{PACKAGE}.models", *OTHER_TYPES))
    values = (getattr(module, name, None) for module in modules)
    # A module of models may have the name of a type, such as `date`.
    return next((v for v in values if v and not isinstance(v, ModuleType)), None)


def _list_annotations(names: dict[str, Any]) -> Iterator[str]:
    """Yield the annotations of the fields and functions, and the texts of the aliases, of a module."""
    for value in [*names.values()]:
        if isinstance(value, type) and value.__module__ == names["__name__"]:
            yield from map(str, vars(value).get("__annotations__", {}).values())
            init = vars(value).get("__init__")
            if isinstance(init, FunctionType):
                yield from map(str, dict.values(init.__annotations__))
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
