"""Inputs: types of the dicts that callers may pass instead of models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from keyword import iskeyword
from typing import TypeVar

from specpress import ir
from specpress.package.aliases import Alias
from specpress.package.defaults import get_default
from specpress.package.models import TYPE_ALIAS
from specpress.package.operations import Resource
from specpress.python.expressions import (
    ANY,
    Import,
    PyCall,
    PyDict,
    PyExpression,
    PyLiteral,
    PyName,
    PyQuoted,
    PyStarred,
    PySubscript,
    PyType,
    PyUnion,
    list_imports,
    list_names,
    make_literal_type,
)
from specpress.python.imports import ModuleImports
from specpress.python.input_types import COLLECTIONS, INPUTS, MODELS, MODULE, InputTypes
from specpress.python.types import LITERAL_LIMIT, PythonTypes

STRING = PyName("str")
View = TypeVar("View")


@dataclass(frozen=True, slots=True)
class KeyView:
    """A key of a dict."""

    name: str
    """Name of the key."""
    type: PyExpression
    """Type of the value."""

    def __str__(self) -> str:
        return f"{self.name}: {self.type}"


@dataclass(frozen=True, slots=True)
class DictView:
    """The type of a dict."""

    name: str
    """Name of the class."""
    base: PyName
    """Base class: `TypedDict`, or another dict."""
    keys: list[KeyView]
    """The keys."""
    is_total: bool
    """True if a key is required unless its type says otherwise."""

    @property
    def has_attributes(self) -> bool:
        """True if each key can be an attribute of a class without hiding a name in a type."""
        types = (key.type for key in self.keys)
        used = {name.text.partition(".")[0] for name in list_names(self.base, *types)}
        names = [key.name for key in self.keys]
        return bool(names) and all(_is_attribute(n) and n not in used for n in names)

    @property
    def call(self) -> PyCall:
        """The type without a class."""
        keys = PyDict(tuple((PyLiteral(key.name), key.type) for key in self.keys))
        options = () if self.is_total else (("total", PyLiteral(False)),)
        return PyCall(self.base, (PyLiteral(self.name), keys), options)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A type with a name: an alias, or the type of a dict with keys that are no attributes."""

    name: str
    """Name of the type."""
    value: PyExpression
    """The type."""
    is_alias: bool = True
    """True if it needs the annotation of an alias."""


@dataclass(frozen=True, slots=True)
class InputsModule:
    """The module `inputs`."""

    classes: list[DictView]
    """Types of dicts that are classes."""
    assignments: list[Assignment]
    """Types that are assignments."""

    @property
    def imports(self) -> ModuleImports:
        """The imports of the module."""
        keys = (key.type for view in self.classes for key in view.keys)
        bases = (view.base for view in self.classes)
        values = (view.value for view in self.assignments)
        used = {*list_imports(*bases, *keys, *values)}
        used |= {TYPE_ALIAS for view in self.assignments if view.is_alias}
        return ModuleImports(MODULE, frozenset(used))


def build_inputs(
    python: PythonTypes, resources: Iterable[Resource], renamed: Iterable[Alias]
) -> InputsModule | None:
    """Return the module with the types that methods refer to; None if they refer to none.

    `renamed` are the earlier names of classes.
    """
    methods = (method for resource in resources for method in resource.methods)
    types = (parameter.type for method in methods for parameter in method.parameters)
    names = (name for name in list_names(*types) if name.origin == INPUTS)
    builder = _InputsBuilder(InputTypes(python, is_in_inputs=True))
    builder.add_all(name.text.removeprefix("inputs.") for name in names)
    dicts, aliases = _sort(builder.dicts), _sort(builder.aliases)
    classes = [view for view in dicts if view.has_attributes]
    calls = [Assignment(v.name, v.call, False) for v in dicts if not v.has_attributes]
    known = {*builder.dicts, *builder.aliases}
    earlier = [Assignment(a.old, PyName(a.new)) for a in renamed if a.new in known]
    assignments = [*calls, *aliases, *earlier]
    return InputsModule(classes, assignments) if known else None


@dataclass(slots=True)
class _InputsBuilder:
    """Builds the types, and those that they refer to."""

    types: InputTypes
    dicts: dict[str, DictView] = field(default_factory=dict)
    aliases: dict[str, Assignment] = field(default_factory=dict)

    def add_all(self, names: Iterable[str]) -> None:
        """Add the types with these names, and those that they refer to."""
        pending = [*names]
        while pending:
            name = pending.pop()
            if name not in self.dicts and name not in self.aliases:
                used = list_names(*self._add(name))
                pending += [n.text for n in used if n.origin == Import(MODULE, n.text)]

    def _add(self, name: str) -> Iterator[PyExpression]:
        """Add a type, and yield its expressions."""
        schema = self.types.schemas[name]
        if isinstance(schema, ir.Object) and not schema.is_open:
            self.dicts[name] = self._build_dict(name, schema)
            yield from (key.type for key in self.dicts[name].keys)
            return
        if isinstance(schema, ir.Object):
            self.dicts[name] = self._build_dict(f"_{name}", schema)
            yield from (key.type for key in self.dicts[name].keys)
        self.aliases[name] = Assignment(name, self._build_target(name, schema))
        yield self.aliases[name].value

    def _build_dict(self, name: str, schema: ir.Object) -> DictView:
        fields = [f for f in schema.fields if not f.read_only]
        python, root = self.types.python, self.types.python.roots[schema.id]
        # As for models: the client adds a key that always has the same value.
        required = [f for f in fields if get_default(python, f, root) is None]
        is_total = len(required) * 2 >= len(fields)
        mark = self._name_typing("NotRequired" if is_total else "Required")
        keys = [
            KeyView(f.wire, self._build_value(f, None if is_plain else mark))
            for f in fields
            for is_plain in [(f in required) == is_total]
        ]
        return DictView(name, self._name_typing("TypedDict"), keys, is_total)

    def _build_value(self, source: ir.Field, mark: PyName | None) -> PyExpression:
        annotation = self.types.get_type(source.type)
        if source.preset is not None and annotation == STRING:
            annotation = make_literal_type(source.preset)
        value = _quote(annotation)
        return value if mark is None else PySubscript(mark, (value,))

    def _build_target(self, name: str, schema: ir.Type) -> PyExpression:
        members: tuple[PyExpression, ...]
        match schema:
            case ir.Object():
                others = PySubscript(COLLECTIONS["dict"], (STRING, ANY))
                return PyUnion((PyName(f"_{name}"), others))
            case ir.Enum():
                members = (PyName(f"models.{name}", MODELS), *_list_values(schema))
            case _:
                target = self.types.convert(self.types.python.expand_type(schema))
                members = target.members if isinstance(target, PyUnion) else (target,)
        match members:
            case (PySubscript(base=base, items=items),) if not any(
                isinstance(item, PyStarred) for item in items
            ):
                return PySubscript(base, tuple(map(_quote, items)))
        parts = tuple(map(_quote, members))
        # A string alone is no type at run time, and a union needs two members.
        if len(parts) == 1 and isinstance(parts[0], PyQuoted):
            return PySubscript(
                self._name_typing("Annotated"), (*parts, PyLiteral(None))
            )
        return (
            parts[0]
            if len(parts) == 1
            else PySubscript(self._name_typing("Union"), parts)
        )

    def _name_typing(self, name: str) -> PyName:
        """Return a name of the module `typing`, which a class of the document may have, too."""
        alias = f"_{name}" if name in self.types.schemas else ""
        return PyName(alias or name, Import("typing", name, alias))


def _list_values(enum: ir.Enum) -> Iterator[PyType]:
    """Yield the type of the values of an enum."""
    values = [member.value for member in enum.members]
    literals = [v for v in values if isinstance(v, str) or abs(v) < LITERAL_LIMIT]
    if literals:
        yield make_literal_type(*literals)
    if len(literals) < len(values):
        yield PyName("int")


def _quote(annotation: PyExpression) -> PyExpression:
    """Return a type, as a string if it refers to models or to other inputs."""
    modules = {source.module for source in list_imports(annotation)}
    return PyQuoted(annotation) if modules & {MODULE, MODELS.module} else annotation


def _sort(views: dict[str, View]) -> list[View]:
    return [view for _, view in sorted(views.items())]


def _is_attribute(key: str) -> bool:
    """Return whether a class can have an attribute with the name of a key."""
    is_name = key.isascii() and key.isidentifier() and not iskeyword(key)
    # A class adds its name to private names.
    return is_name and not key.startswith("__")
