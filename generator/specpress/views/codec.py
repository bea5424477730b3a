"""Codec modules: straight-line functions that decode and encode each type, made from its schema."""

from __future__ import annotations

from dataclasses import dataclass, field

from specpress import ir
from specpress.layout import (
    call,
    frozen,
    import_from_as,
    literal,
    statement,
    statement_def,
)
from specpress.names import pascal, screaming, snake
from specpress.views import unions
from specpress.views.models import field_names, import_from
from specpress.views.space import PythonTypes, module_of

INLINE = {
    ir.ScalarKind.STRING: ("is not str", "a string"),
    ir.ScalarKind.BOOLEAN: ("is not bool", "a boolean"),
}
SIGNATURE = ("value: Any", "owner: Any", "key: Any", "faults: Faults")
ARGUMENTS = ("value", "owner", "key", "faults")


@dataclass(slots=True)
class CodecModule:
    """One module of `_codec/`: functions as lines, and what they import."""

    name: str
    python: PythonTypes
    functions: list[list[str]] = field(default_factory=list)
    constants: list[str] = field(default_factory=list)
    models: set[str] = field(default_factory=set)
    siblings: set[str] = field(default_factory=set)
    runtime: set[tuple[str, str]] = field(default_factory=set)
    decoders: list[tuple[str, str]] = field(default_factory=list)
    wrapped: dict[str, str] = field(default_factory=dict)
    datetime: bool = False

    # -- imports ---------------------------------------------------------------------------

    def use(self, module: str, name: str) -> str:
        """A name of the runtime, noted for the imports."""
        self.runtime.add((module, name))
        return name

    def model(self, type_id: ir.TypeId) -> str:
        """A model class of this module's own models."""
        self.models.add(type_id)
        return self.python.names[type_id]

    @property
    def imports(self) -> list[str]:
        """The import statements, as lines."""
        self.use("codec", "Faults")
        lines = ["from typing import Any", ""]
        for name in sorted(self.siblings):
            lines += import_from_as(name)
        names = sorted({self.python.names[i] for i in self.models})
        by_module: dict[str, list[str]] = {}
        for module, name in sorted(self.runtime):
            by_module.setdefault(f".._runtime.{module}", []).append(name)
        if names:
            by_module[f"..models.{self.name}"] = names
        for module, imported in sorted(by_module.items()):
            lines += import_from(module, imported)
        return lines

    # -- references to other functions -----------------------------------------------------

    def function(self, direction: str, type_id: ir.TypeId) -> str:
        """How the codec function of a named type is called from here."""
        name = f"{direction}_{snake(self.python.names[type_id])}"
        module = self.python.modules[type_id]
        if module == self.name:
            return name
        self.siblings.add(module)
        return f"_{module}.{name}"

    def decoder(self, type_id: ir.TypeId) -> str:
        """The name of a decoding function for any type: its own, or one that wraps it here."""
        if type_id in self.python.named:
            return self.function("decode", type_id)
        if type_id not in self.wrapped:
            naming = self.python.types[type_id].naming
            stem = snake(" ".join((naming.root, *naming.steps)))
            taken = set(self.wrapped.values())
            name = f"_decode_{stem}"
            if name in taken:
                name = f"_decode_{snake(pascal(type_id))}"
            self.wrapped[type_id] = name
            self.functions.append([*define(name), *self.body(type_id)])
        return self.wrapped[type_id]

    # -- decoding --------------------------------------------------------------------------

    def add_type(self, found: ir.Type) -> None:
        """Add both functions of a named type."""
        name = snake(self.python.names[found.id])
        at = len(self.functions)
        lines = self._decode_lines(found)
        # Before the helpers that it asked for: the reader meets the whole before its parts.
        self.functions.insert(at, [*define(f"decode_{name}"), *lines])
        self.functions.append(self._encoder(found, name))
        if isinstance(found, ir.Object):
            self.decoders.append((self.model(found.id), name))

    def add_entry(self, type_id: ir.TypeId, name: str) -> None:
        """Add public functions for an unnamed type that an operation uses directly."""
        self.functions.append([*define(f"decode_{name}"), *self.body(type_id)])
        lines = statement_def(f"def encode_{name}(value: Any) -> Any:")
        lines += statement(f"return {self.encode(type_id, 'value')}", 4)
        self.functions.append(lines)

    def _decode_lines(self, found: ir.Type) -> list[str]:
        match found:
            case ir.Object():
                return self._object(found)
            case ir.Enum():
                return self._enum(found)
            case ir.Union():
                return unions.decode(self, found)
            case _:
                return self.body(found.id)

    def body(self, type_id: ir.TypeId) -> list[str]:
        """The statements that decode `value` as a type and return it."""
        found = self.python.types[type_id]
        match found:
            case ir.Array(item=item):
                return self._array(found, item)
            case ir.Map(value=value):
                return self._map(found, value)
            case ir.Nullable(inner=inner):
                return [
                    "    if value is None:",
                    "        return None",
                    *self._return(inner),
                ]
            case ir.Alias(target=target):
                return self._return(target)
            case _:
                head, arguments = self.call(found.id, *ARGUMENTS[:3], own=True)
                return (
                    call(f"return {head}(", arguments, 4)
                    if arguments
                    else [f"    return {head}"]
                )

    def _return(self, type_id: ir.TypeId) -> list[str]:
        head, arguments = self.call(type_id, *ARGUMENTS[:3])
        return (
            call(f"return {head}(", arguments, 4)
            if arguments
            else [f"    return {head}"]
        )

    def call(
        self,
        type_id: ir.TypeId,
        value: str,
        owner: str,
        key: str,
        at: str = "",
        own: bool = False,
    ) -> tuple[str, list[str]]:
        """Function and arguments that decode `value`; no arguments: the value is taken as it is."""
        named = type_id in self.python.named and not own
        found = None if named else self.python.resolve(type_id)
        arguments = [value, owner, key, "faults"]
        match found:
            case ir.Anything():
                return value, []
            case ir.Scalar(kind=kind):
                name = self.use("scalars", f"decode_{kind}")
                return name, [*arguments, at or literal(place(found.id))]
            case ir.Const(value=constant):
                name = self.use("scalars", "decode_const")
                return name, [
                    *arguments,
                    at or literal(place(found.id)),
                    literal(constant),
                ]
            case _:
                return self.decoder(type_id), arguments

    def _guard(self, kind: str, expected: str, at: str) -> list[str]:
        return [
            f"    if type(value) is not {kind}:",
            *call(
                "return faults.add(",
                ["value", "owner", "key", literal(expected), literal(at)],
                8,
            ),
        ]

    def _array(self, found: ir.Array, item: ir.TypeId) -> list[str]:
        guard = self._guard("list", "an array", place(found.id))
        head, arguments = self.call(item, "item", "value", "index")
        if not arguments:
            return [*guard, "    return value"]
        one = f"{head}({', '.join(arguments)})"
        return [
            *guard,
            *statement(f"return [{one} for index, item in enumerate(value)]", 4),
        ]

    def _map(self, found: ir.Map, value: ir.TypeId) -> list[str]:
        guard = self._guard("dict", "an object", place(found.id))
        head, arguments = self.call(value, "item", "value", "name")
        if not arguments:
            return [*guard, "    return value"]
        one = f"{head}({', '.join(arguments)})"
        return [
            *guard,
            *statement(f"return {{name: {one} for name, item in value.items()}}", 4),
        ]

    def _enum(self, found: ir.Enum) -> list[str]:
        name = self.model(found.id)
        table = f"_{screaming(name)}"
        kind, text = (
            ("str", "a string")
            if found.kind is ir.ScalarKind.STRING
            else ("int", "an integer")
        )
        self.constants += statement(
            f"{table} = {{member.value: member for member in {name}}}"
        )
        return [
            *self._guard(kind, text, place(found.id)),
            *statement(
                f"return {table}[value] if value in {table} else {name}(value)", 4
            ),
        ]

    def _object(self, found: ir.Object) -> list[str]:
        name = self.model(found.id)
        keys = f"_{screaming(name)}"
        self.use("codec", "undeclared")
        self.constants += frozen(keys, [f.wire for f in found.fields])
        names = field_names(found)
        lines = [
            *self._guard("dict", "an object", place(found.id)),
            *statement(
                f"extra = {{}} if value.keys() <= {keys} else undeclared(value, {keys})",
                4,
            ),
        ]
        body = [
            line for f in found.fields for line in self._field(f, names[f.wire] + "_")
        ]
        arguments = [
            "extra=extra",
            *(f"{names[f.wire]}={names[f.wire]}_" for f in found.fields),
        ]
        return [
            *lines,
            *body,
            f"    return {name}(",
            *(f"        {a}," for a in arguments),
            "    )",
        ]

    def _field(self, source: ir.Field, local: str) -> list[str]:
        """The statements that read one field into a local variable."""
        key = literal(source.wire)
        if source.required and not self.python.is_nullable(source.type):
            self.use("codec", "ABSENT")
            get = statement(f"{local} = value.get({key}, ABSENT)", 4)
            return [*get, *self._check(source, local, key, 4)]
        get = statement(f"{local} = value.get({key})", 4)
        test, note = f"{key} in value", f"extra[{key}] = None"
        if source.required:
            test, note = (
                f"{key} not in value",
                f"extra[{key}] = {self.use('codec', 'ABSENT')}",
            )
        check = self._check(source, local, key, 8)
        if not check:
            return [*get, f"    if {local} is None and {test}:", f"        {note}"]
        first = f"    if {local} is not None:"
        return [*get, first, *check, f"    elif {test}:", f"        {note}"]

    def _check(self, source: ir.Field, local: str, key: str, indent: int) -> list[str]:
        """The statements that check and convert one field's value in place."""
        target = self._inner(source.type)
        at = literal(place(source.origins[-1]))
        found = None if target in self.python.named else self.python.resolve(target)
        if isinstance(found, ir.Scalar) and found.kind in INLINE:
            test, text = INLINE[found.kind]
            arguments = [local, "value", key, literal(text), at]
            add = call(f"{local} = faults.add(", arguments, indent + 4)
            return [f"{' ' * indent}if type({local}) {test}:", *add]
        head, arguments = self.call(target, local, "value", key, at)
        return call(f"{local} = {head}(", arguments, indent) if arguments else []

    def _inner(self, type_id: ir.TypeId) -> ir.TypeId:
        found = self.python.types[type_id]
        return (
            found.inner
            if isinstance(found, ir.Nullable) and type_id not in self.python.named
            else type_id
        )

    # -- encoding --------------------------------------------------------------------------

    def _encoder(self, found: ir.Type, name: str) -> list[str]:
        head = statement_def(f"def encode_{name}(value: Any) -> Any:")
        match found:
            case ir.Object():
                self.use("models", "finish")
                typed = f"def encode_{name}(value: {self.model(found.id)}) -> dict[str, Any]:"
                return [*statement_def(typed), *self._encode_object(found)]
            case ir.Enum():
                return [*head, "    return value.value"]
            case ir.Union():
                self.use("encode", "encode_any")
                return [*head, "    return encode_any(value)"]
            case _:
                value = self.encode(found.id, "value", own=True)
                return [*head, *statement(f"return {value}", 4)]

    def _encode_object(self, found: ir.Object) -> list[str]:
        names = field_names(found)
        lines = ["    out: dict[str, Any] = {}"]
        for source in found.fields:
            value, key = f"value.{names[source.wire]}", literal(source.wire)
            nullable = self.python.is_nullable(source.type)
            inner = self._inner(source.type)
            put = f"out[{key}] = {self.encode(inner, value)}"
            if source.required and not nullable:
                lines += statement(put, 4)
                continue
            lines += [*statement(f"if {value} is not None:", 4), *statement(put, 8)]
            if source.required:
                lines += [
                    f"    elif {key} not in value.extra:",
                    f"        out[{key}] = None",
                ]
        return [*lines, "    return finish(out, value.extra)"]

    def encode(
        self, type_id: ir.TypeId, value: str, own: bool = False, depth: int = 0
    ) -> str:
        """An expression that gives the JSON value of `value`."""
        if type_id in self.python.named and not own:
            return f"{self.function('encode', type_id)}({value})"
        found = self.python.types[type_id]
        item = f"item{depth or ''}"
        match found:
            case ir.Scalar(kind=kind):
                special = ("datetime", "date", "uuid", "bytes")
                return (
                    f"{self.use('scalars', f'encode_{kind}')}({value})"
                    if kind in special
                    else value
                )
            case ir.Array(item=inner):
                one = self.encode(inner, item, depth=depth + 1)
                return value if one == item else f"[{one} for {item} in {value}]"
            case ir.Map(value=inner):
                one = self.encode(inner, item, depth=depth + 1)
                key = f"name{depth or ''}"
                return (
                    value
                    if one == item
                    else f"{{{key}: {one} for {key}, {item} in {value}.items()}}"
                )
            case ir.Nullable(inner=inner):
                one = self.encode(inner, value, depth=depth)
                return value if one == value else f"None if {value} is None else {one}"
            case ir.Alias(target=target):
                return self.encode(target, value, depth=depth)
            case _:
                return value


def modules(python: PythonTypes, entries: dict[ir.TypeId, str]) -> list[CodecModule]:
    """All codec modules, by name; `entries` are unnamed types that operations use directly."""
    found: dict[str, CodecModule] = {}
    for type_id, made in python.named.items():
        name = python.modules[type_id]
        found.setdefault(name, CodecModule(name, python)).add_type(made)
    for type_id, entry in entries.items():
        name = module_of(python.types[type_id].naming)
        found.setdefault(name, CodecModule(name, python)).add_entry(type_id, entry)
    return [found[name] for name in sorted(found)]


def define(name: str) -> list[str]:
    """The first lines of a decoding function."""
    return call(f"def {name}(", SIGNATURE, 0, ") -> Any:")


def place(type_id: ir.TypeId) -> str:
    """The document's pointer that an id stands for."""
    base, _, pointer = type_id.partition("#")
    return f"{base}#{pointer.partition('#')[0].partition('~object')[0].rstrip('?')}"
