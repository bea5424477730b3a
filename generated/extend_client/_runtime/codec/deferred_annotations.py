"""Annotations whose types are imported when they are read, by `typing.get_type_hints` and libraries like it.

A module imports most types for type checkers only, so that it is loaded faster.
"""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from importlib import import_module
from types import FunctionType, ModuleType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ForwardRef,
    Literal,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    import ast

# Not imported from `operation`, which imports this module.
PACKAGE = __name__.rpartition("._runtime")[0]
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


class DeferredAnnotations(dict[str, Any]):
    """The annotations of a function; reading all of them adds their names to its module.

    `typing.get_type_hints` and `inspect.signature` then evaluate them.
    """

    __slots__ = ("_names",)

    def __init__(self, function: FunctionType) -> None:
        super().__init__(function.__annotations__)
        self._names = _unwrap(function).__globals__

    def _resolve(self) -> None:
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


def add_type_names(names: dict[str, Any]) -> None:
    """Add the classes and aliases in the annotations of a module to its names, once."""
    is_loading = getattr(names.get("__spec__"), "_initializing", False)
    if is_loading or "__type_names__" in names or not _is_generated(names):
        return
    names["__type_names__"] = True
    for alias in _list_aliases(names):
        names[alias] = _refer(names[alias], names["__name__"])
    _run_type_imports(names)
    _add_other_names(names)


def _is_generated(names: dict[str, Any]) -> bool:
    return f"{names['__name__']}.".startswith(f"{PACKAGE}.")


def _add_other_names(names: dict[str, Any]) -> None:
    """Add the types that a module does not import: those of inherited fields, and in aliases."""
    pending, done = [*_list_annotations(names)], set[str]()
    while pending:
        for name in {*_list_names(pending.pop())} - done:
            done.add(name)
            if name not in names and not hasattr(builtins, name):
                value = _find_type(name)
                if value is not None:
                    names[name] = _refer(value, names["__name__"])
            # Python 3.14 evaluates the names in an alias in the module that uses it.
            if _has_models(names) and not isinstance(names.get(name), str):
                pending += _list_texts(names.get(name))


def read_source(module: str) -> str:
    """Return the source code of a module; "" if only compiled files are installed."""
    loader: Any = getattr(sys.modules[module].__spec__, "loader", None)
    try:
        return loader.get_source(module) or ""
    except (AttributeError, OSError):
        return ""


def _run_type_imports(names: dict[str, Any]) -> None:
    """Run the imports of a module that are for type checkers only."""
    import ast  # rarely needed

    for node in ast.parse(read_source(names["__name__"])).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for statement in node.body:
                for name, value in _import(statement, names):
                    names.setdefault(name, value)


def _import(node: ast.stmt, names: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the names that an import in a module adds, and their values."""
    import ast

    with suppress(ImportError):  # an optional library is not installed
        match node:
            case ast.Import():
                yield from ((n.name, import_module(n.name)) for n in node.names)
            case ast.ImportFrom():
                path = "." * node.level + (node.module or "")
                module = import_module(path, names["__package__"])
                for alias in node.names:
                    value = _get_type(module, alias.name, names)
                    yield alias.asname or alias.name, value


def _get_type(module: ModuleType, name: str, names: dict[str, Any]) -> Any:
    """Return a type of a module, for another with these names; aliases have no texts."""
    value = getattr(module, name, None)
    if value is None:
        value = import_module(f"{module.__name__}.{name}")
    if isinstance(value, ModuleType) and value.__name__ == f"{PACKAGE}.inputs":
        return InputTypes(value)
    if not _has_text(value):
        return value
    # Models may be recursive; the names in an alias of states are those of another module.
    is_state = f"{module.__name__}.".startswith(f"{PACKAGE}.states.")
    if _has_models(names) and not is_state:
        return _refer(value, module.__name__)
    return resolve(value, read_names(module))


def _has_models(names: dict[str, Any]) -> bool:
    return str(names["__name__"]).startswith(f"{PACKAGE}.models.")


def _has_text(value: Any) -> bool:
    """Return whether a part of a type is a text."""
    if get_origin(value) is Literal:
        return False
    parts = value if isinstance(value, list) else get_args(value)
    return isinstance(value, (str, ForwardRef)) or any(map(_has_text, parts))


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
    """Return an alias with a reference instead of its text: references support `|`."""
    if get_origin(value) is Literal:
        return value
    annotation, *metadata = get_args(value) or (value,)
    text = getattr(annotation, "__forward_arg__", annotation)
    if not isinstance(text, str):
        return value
    # A module with aliases only has no class that does this.
    sys.modules[module].__class__ = TypedModule
    reference: Any = ForwardRef(text, module=module)
    return annotate(reference, metadata) if metadata else reference


def annotate(type_: Any, metadata: Sequence[Any]) -> Any:
    """Return a type that is known at run time only, with metadata."""
    annotated: Any = Annotated
    return annotated[(type_, *metadata)]


def _find_type(name: str) -> Any:
    """Return the type that an annotation or an alias names; None if it is unknown."""
    with suppress(AttributeError):
        return import_module(f"{PACKAGE}.models")._find(name)
    values = (getattr(import_module(module), name, None) for module in OTHER_TYPES)
    return next(filter(None, values), None)


def _list_annotations(names: dict[str, Any]) -> Iterator[str]:
    """Yield the annotations of the fields, and the texts of the aliases, of a module."""
    values: list[Any] = [*names.values()]
    for value in values:
        if isinstance(value, type) and value.__module__ == names["__name__"]:
            init = getattr(getattr(value, "__init__", None), "__annotations__", {})
            annotations = getattr(value, "__annotations__", {})
            for annotation in (*annotations.values(), *dict.values(init)):
                if isinstance(annotation, str):
                    yield annotation
    for alias in _list_aliases(names):
        yield from _list_texts(names[alias])


def _list_aliases(names: dict[str, Any]) -> Iterator[str]:
    """Yield the aliases that a module of models defines."""
    if _has_models(names):
        yield from names.get("__annotations__", ())


def _list_texts(value: Any) -> Iterator[str]:
    """Yield the texts in a type alias."""
    parts = () if get_origin(value) is Literal else get_args(value)
    if get_origin(value) is Annotated:
        # Metadata may be texts too.
        parts = parts[:1]
    for part in (value, *parts):
        text = getattr(part, "__forward_arg__", part)
        if isinstance(text, str):
            yield text


def _list_names(annotation: str) -> Iterator[str]:
    """Yield the names in an annotation."""
    import ast

    for node in ast.walk(ast.parse(annotation, mode="eval")):
        if isinstance(node, ast.Name):
            yield node.id


defer_module(__name__)
