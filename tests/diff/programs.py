"""Write small programs that use a part of a package, as the changes between two documents name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from specpress import ir
from specpress.diff.changes import Change, Direction
from specpress.diff.sides import Side
from specpress.package.methods import Method
from specpress.package.operations import Resource
from specpress.python.expressions import (
    Import,
    PyName,
    PySubscript,
    PyType,
    list_alternatives,
    list_imports,
    make_union,
    or_none,
)
from tests.diff.checking import RUNTIME

PACKAGE = "PACKAGE"  # replaced by the package of a side


@dataclass(slots=True)
class Program:
    """A program that uses a part of a package."""

    lines: list[str]
    imports: set[Import] = field(default_factory=set)

    def __str__(self) -> str:
        statements = sorted(map(_format_import, self.imports))
        return "\n".join(["from typing import Any", *statements, "", *self.lines, ""])


def _format_import(source: Import) -> str:
    module = source.module
    if module.startswith("._runtime"):
        module = f"{RUNTIME}{module.removeprefix('._runtime')}"
    elif module.startswith("."):
        module = f"{PACKAGE}.{module[1:]}".rstrip(".")
    if not source.name:
        return f"import {module}"
    alias = f" as {source.alias}" if source.alias else ""
    return f"from {module} import {source.name}{alias}"


def _read_path(name: str, steps: Iterable[str], result: str) -> list[str]:
    """Return a function that reads an attribute of attributes, which are not None."""
    lines, path = [f'def use(value: {name}) -> "{result}":'], "value"
    for step in steps:
        path = f"{path}.{step}"
        lines.append(f"    assert {path} is not None")
    return [*lines, f"    return {path}"]


@dataclass(frozen=True)
class Writer:
    """Writes programs for the package of a side."""

    side: Side

    @cached_property
    def methods(self) -> Mapping[str, tuple[Resource, Method]]:
        """The methods by their symbols."""
        return {
            f"client.{resource.module}.{method.name}": (resource, method)
            for resource in self.side.resources
            for method in resource.methods
        }

    @cached_property
    def classes(self) -> Mapping[str, ir.Type]:
        """The types by the names of their classes."""
        python = self.side.python
        return {python.names[i]: schema for i, schema in python.named.items()}

    def write(self, change: Change) -> Program | None:
        """Return a program that uses the part of a change; None if it is no part of the interface."""
        symbol = change.symbol
        if ")." in symbol or (symbol.startswith("errors.") and change.subject):
            # An attribute of an argument, whose class has become something else.
            symbol = change.subject
        if symbol.startswith("models."):
            return self._use_class(change, symbol.removeprefix("models."))
        head, _, argument = symbol.partition("(")
        if head in self.methods:
            return self._use_method(head, argument)
        module, _, name = symbol.partition(".")
        client = self.side.names.client
        if module == f"{client}Environment":
            return Program([symbol], {Import(PACKAGE, module)})
        if head == client:
            # A client that does not pass a new argument, or passes the changed one.
            is_added = change.code.endswith("-became-required")
            name = argument.partition("=")[0]
            call = f"{client}()" if is_added else f"{client}({name}=given)"
            lines = [f"def use(given: Any) -> {client}:", f"    return {call}"]
            return Program(lines, {Import(PACKAGE, client)})
        if module in ("errors", "headers", "webhooks") and name.isidentifier():
            return Program([f"{name}"], {Import(f".{module}", name)})
        if module == "errors":
            return self._use_error(change, name)
        return None

    def _use_class(self, change: Change, name: str) -> Program | None:
        class_name, *steps = name.split(".")
        attribute = steps[0] if steps else ""
        schema = self.classes.get(class_name)
        if schema is None:
            return None
        used = {self._import_class(class_name, schema)}
        if not attribute:
            if isinstance(schema, ir.Object) and not change.code.startswith("class-"):
                # The class has become another type.
                return self._construct(class_name, schema, "", used)
            is_alias = not isinstance(schema, (ir.Object, ir.Enum))
            if is_alias and change.direction is not None:
                return self._use_alias(change, class_name, schema, used)
            return Program([class_name], used)
        if isinstance(schema, ir.Enum):
            return Program([f"{class_name}.{attribute}"], used)
        if not isinstance(schema, ir.Object):
            return None
        is_request = change.code.startswith("request-")
        if len(steps) > 1 and not is_request and "-removed" in change.code:
            lines = _read_path(class_name, steps, "object")
            return Program(lines, used)
        # Of attributes of attributes, the first one has another class.
        use = self._construct if is_request else self._read
        return use(class_name, schema, attribute, used)

    def _use_alias(
        self, change: Change, name: str, schema: ir.Type, used: set[Import]
    ) -> Program:
        """Return a program that uses the content of an alias."""
        content = self._expand(schema.id)
        if content == self.side.python.get_type(schema.id):
            content = self.side.python.expand_type(schema)
        used |= {*list_imports(content)}
        is_request = change.direction is Direction.REQUEST
        old, new = (f'"{content}"', name) if is_request else (name, f'"{content}"')
        return Program([f"def use(value: {old}) -> {new}:", "    return value"], used)

    def _use_error(self, change: Change, name: str) -> Program | None:
        """Return a program that reads a part of the body of an exception."""
        class_name, *steps = name.split(".")
        type_id = change.old.pointer if change.old else ""
        if type_id not in self.side.python.types:
            return None
        annotation = self._expand(type_id)
        used = {Import(".errors", class_name), *list_imports(annotation)}
        return Program(_read_path(class_name, steps, str(annotation)), used)

    def _import_class(self, name: str, schema: ir.Type) -> Import:
        return Import(f".models.{self.side.python.modules[schema.id]}", name)

    def _get_field_type(self, source: ir.Field) -> PyType:
        return self._expand(source.type)

    def _expand(self, type_id: ir.TypeId) -> PyType:
        """Return an annotation with the variants of aliases, whose names may get another meaning."""
        python = self.side.python
        match python.resolve(type_id):
            case ir.Union() as union:
                return make_union([*self._list_members(union, set())])
            case ir.Nullable(inner=inner):
                return or_none(self._expand(inner))
            case ir.Array(item=item):
                return PySubscript(PyName("list"), (self._expand(item),))
            case ir.Map(value=value):
                return PySubscript(PyName("dict"), (PyName("str"), self._expand(value)))
            case _:
                return python.get_type(type_id)

    def _list_members(self, union: ir.Union, seen: set[str]) -> Iterator[PyType]:
        """Yield the types of a union, with those of inner unions that have a name."""
        annotation = self.side.python.expand_type(union)
        for member in list_alternatives(annotation):
            inner = self.classes.get(str(member))
            if isinstance(inner, ir.Union) and inner.id not in seen:
                yield from self._list_members(inner, seen | {inner.id})
            else:
                yield member

    def _read(
        self, name: str, schema: ir.Object, attribute: str, used: set[Import]
    ) -> Program | None:
        names = self.side.python.name_fields(schema)
        source = next((f for f in schema.fields if names[f.wire] == attribute), None)
        if source is None:
            return None
        annotation = self._get_field_type(source)
        used |= {*list_imports(annotation)}
        optional = "" if source.is_required_in_responses else " | None"
        head = f'def use(value: {name}) -> "{annotation}{optional}":'
        return Program([head, f"    return value.{attribute}"], used)

    def _construct(
        self, name: str, schema: ir.Object, attribute: str, used: set[Import]
    ) -> Program:
        """Return a program that passes a value of the old type, or that does not pass a new one."""
        names = self.side.python.name_fields(schema)
        arguments, parameter = [], ""
        for source in schema.fields:
            own = names[source.wire]
            if own == attribute:
                annotation = self._get_field_type(source)
                used |= {*list_imports(annotation)}
                parameter = f', value: "{annotation}"'
                arguments.append(f"{own}=value")
            elif source.required:
                arguments.append(f"{own}=given")
        call = f"    return {name}({', '.join(arguments)})"
        return Program([f"def use(given: Any{parameter}) -> {name}:", call], used)

    def _use_method(self, symbol: str, argument: str) -> Program:
        resource, method = self.methods[symbol]
        used = {Import(f".resources.{resource.module}", resource.name)}
        if not argument:
            head = f"def use(resource: {resource.name}) -> object:"
            return Program([head, f"    return resource.{method.name}"], used)
        name = argument.partition("=")[0]
        parameter, result = "", "object"
        arguments = []
        for source in method.positional:
            is_used = source.name == name
            arguments.append("value" if is_used else "given")
            if is_used:
                used |= {*list_imports(source.type)}
                parameter = f', value: "{source.type}"'
        for source in method.keywords:
            if source.name == name:
                used |= {*list_imports(source.type)}
                parameter = f', value: "{source.type}"'
                arguments.append(f"{name}=value")
            elif source.is_required:
                arguments.append(f"{source.name}=given")
        if name.startswith("…"):
            annotation = method.annotate_result("")
            used |= {*list_imports(annotation)}
            result = f'"{annotation}"'
        head = f"def use(resource: {resource.name}, given: Any{parameter}) -> {result}:"
        call = f"resource.{method.name}({', '.join(arguments)})"
        # The call of a method without a result is no value.
        is_read = result != "object"
        lines = [f"    return {call}"] if is_read else [f"    {call}", "    return 0"]
        return Program([head, *lines], used)
