"""The Python side of the types: which have a name, what they are called, how they are annotated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from specpress import ir
from specpress.layout import literal
from specpress.names import Claim, escape, pascal, settle, snake
from specpress.views.unions import ordered

SCALARS = {
    ir.ScalarKind.STRING: ("str", ""),
    ir.ScalarKind.INTEGER: ("int", ""),
    ir.ScalarKind.NUMBER: ("float", ""),
    ir.ScalarKind.BOOLEAN: ("bool", ""),
    ir.ScalarKind.DATETIME: ("datetime", "datetime"),
    ir.ScalarKind.DATE: ("date", "datetime"),
    ir.ScalarKind.TIME: ("time", "datetime"),
    ir.ScalarKind.DECIMAL: ("Decimal", "decimal"),
    ir.ScalarKind.UUID: ("UUID", "uuid"),
    ir.ScalarKind.BYTES: ("bytes", ""),
    ir.ScalarKind.BINARY: ("FileContent", ".files"),
}
"""Annotation and module of each kind; a module that begins with a dot is one of the runtime."""

JSON_ONLY = (ir.ScalarKind.INTEGER, ir.ScalarKind.NUMBER, ir.ScalarKind.BOOLEAN)
"""The kinds that are no text in JSON."""
NAMED = (ir.Object, ir.Enum, ir.Union)
LITERAL_LIMIT = 2**63
"""Type checkers take no integer in a `Literal` that 64 bits cannot hold."""


@dataclass(slots=True)
class Uses:
    """What an annotation needs to be imported."""

    models: set[str] = field(default_factory=set)
    modules: set[tuple[str, str]] = field(default_factory=set)
    runtime: set[tuple[str, str]] = field(default_factory=set)
    prefix: str = ""
    """What stands before the name of a model."""

    def add(self, module: str, name: str) -> None:
        """Note an import: from the standard library, or (".models") from the runtime."""
        if module.startswith("."):
            self.runtime.add((module[1:], name))
        else:
            self.modules.add((module, name))


class PythonTypes:
    """Names and annotations of all types of an API."""

    def __init__(self, api: ir.Api) -> None:
        self.types = types = dict(api.types)
        self.twins = api.twins
        self.lifecycles = api.lifecycles
        self.circular = _circular(types)
        self.named = {i: t for i, t in types.items() if self._is_named(t)}
        claims = (Claim(i, _candidates(t), _rank(t)) for i, t in self.named.items())
        self.names = settle(claims, "class")
        self.modules = {i: module_of(t.naming) for i, t in self.named.items()}

    def resolve(self, type_id: ir.TypeId) -> ir.Type:
        """The type behind aliases."""
        found = self.types[type_id]
        while isinstance(found, ir.Alias):
            found = self.types[found.target]
        return found

    def unaliased(self, type_id: ir.TypeId) -> ir.TypeId:
        """The type that a name which is none of the output's stands for."""
        found = self.types[type_id]
        while isinstance(found, ir.Alias) and type_id not in self.named:
            type_id = found.target
            found = self.types[type_id]
        return type_id

    def is_nullable(self, type_id: ir.TypeId) -> bool:
        """Whether null is a value of the type."""
        found = self.resolve(type_id)
        return isinstance(found, (ir.Nullable, ir.Anything)) or (
            isinstance(found, ir.Const) and found.value is None
        )

    def is_any(self, union: ir.Union) -> bool:
        """Whether a union holds a variant that takes everything."""
        return any(isinstance(self.plain(v), ir.Anything) for v in union.variants)

    def plain(self, type_id: ir.TypeId) -> ir.Type:
        """The type behind aliases and null."""
        found = self.resolve(type_id)
        return self.plain(found.inner) if isinstance(found, ir.Nullable) else found

    def is_textual(self, type_id: ir.TypeId) -> bool:
        """Whether a value is text, or nothing is said of it."""
        found = self.plain(type_id)
        match found:
            case ir.Scalar(kind=kind):
                return kind not in JSON_ONLY
            case ir.Enum(kind=kind):
                return kind is ir.ScalarKind.STRING
            case ir.Const(value=value):
                return isinstance(value, str)
            case ir.JsonText():
                return True
            case ir.Union(variants=variants):
                return all(map(self.is_textual, variants))
            case _:
                return isinstance(found, ir.Anything)

    def is_binary(self, type_id: ir.TypeId) -> bool:
        """Whether a value is the content of a file."""
        found = self.plain(type_id)
        return isinstance(found, ir.Scalar) and found.kind is ir.ScalarKind.BINARY

    def untold(self, type_id: ir.TypeId) -> str:
        """The description of a type that has no docstring of its own."""
        found = self.types[type_id]
        if isinstance(found, ir.Nullable):
            return self.untold(found.inner)
        return "" if type_id in self.named else found.description

    def has_unknown(self, union: ir.Union) -> bool:
        """Whether a new variant may come: a union of scalars is closed, one with objects is open."""
        return union.otherwise is None and any(
            isinstance(self.plain(v), (ir.Object, ir.Map)) for v in union.variants
        )

    def annotate(self, type_id: ir.TypeId, uses: Uses) -> str:
        """The annotation of a type where it is used."""
        type_id = self.twins.get(type_id, type_id)
        if type_id in self.names:
            uses.models.add(type_id)
            return uses.prefix + self.names[type_id]
        return self.spell(self.types[type_id], uses)

    def text(self, type_id: ir.TypeId) -> str:
        """The type as the runtime reads it."""
        return self.annotate(type_id, Uses())

    def spell(self, found: ir.Type, uses: Uses) -> str:
        """The annotation of a type written out."""
        match found:
            case ir.Anything():
                uses.add("typing", "Any")
                return "Any"
            case ir.Scalar(kind=kind):
                name, module = SCALARS[kind]
                if module:
                    uses.add(module, name)
                return name
            case ir.Const(value=None):
                return "None"
            case ir.Const(value=int(value)) if abs(value) >= LITERAL_LIMIT:
                return "int"
            case ir.Const(value=value):
                uses.add("typing", "Literal")
                return f"Literal[{literal(value)}]"
            case ir.Array(item=item):
                return f"list[{self.annotate(item, uses)}]"
            case ir.Map(value=value):
                return f"dict[str, {self.annotate(value, uses)}]"
            case ir.Nullable(inner=inner):
                return optional(self.annotate(inner, uses))
            case ir.JsonText(content=content):
                uses.add(".models", "JsonText")
                return f"JsonText[{self.annotate(content, uses)}]"
            case ir.Alias(target=target):
                return self.annotate(target, uses)
            case ir.Union():
                return self._spell_union(found, uses)
            case ir.Object() | ir.Enum():
                return self.annotate(found.id, uses)

    def _spell_union(self, union: ir.Union, uses: Uses) -> str:
        if self.is_any(union):
            uses.add("typing", "Any")
            return "Any"
        parts = [self.annotate(v, uses) for v in ordered(self, union)]
        if self.has_unknown(union):
            uses.add(".models", "UnknownVariant")
            parts.append("UnknownVariant")
        return " | ".join(dict.fromkeys(parts))

    def _is_named(self, found: ir.Type) -> bool:
        if isinstance(found, NAMED) or found.id in self.circular:
            return True
        if isinstance(found, ir.Nullable) and isinstance(
            self.types[found.inner], NAMED
        ):
            return False
        return ir.is_component(found.id)


def _circular(types: dict[ir.TypeId, ir.Type]) -> set[ir.TypeId]:
    """The arrays and maps that hold themselves, and no other type that has a name: they need one."""
    found: set[ir.TypeId] = set()
    seen: set[ir.TypeId] = set()
    for start in types:
        way: dict[ir.TypeId, None] = {}
        current: ir.TypeId | None = start
        while current is not None and current not in seen:
            seen.add(current)
            way[current] = None
            current = None if ir.is_component(current) else _inner(types[current])
        if current in way:
            circle = [*way][[*way].index(current) :]
            found.update(i for i in circle if isinstance(types[i], (ir.Array, ir.Map)))
    return found


def _inner(found: ir.Type) -> ir.TypeId | None:
    """The one type that a type without a name is written with."""
    match found:
        case ir.Array(item=inner) | ir.Map(value=inner) | ir.Nullable(inner=inner):
            return inner
        case ir.Alias(target=inner) | ir.JsonText(content=inner):
            return inner
        case _:
            return None


def optional(annotation: str) -> str:
    """The annotation of something that may be None."""
    if annotation in ("Any", "None") or annotation.endswith("| None"):
        return annotation
    return f"{annotation} | None"


def module_of(naming: ir.Naming) -> str:
    """The module of a type: all that grows from one root stands together."""
    return escape(snake(naming.root), "module")


def _candidates(found: ir.Type) -> tuple[str, ...]:
    naming = found.naming
    short = pascal(" ".join((naming.root, *naming.steps)))
    kind = type(found).__name__
    return (short, f"{short}{kind}", pascal(found.id))


def _rank(found: ir.Type) -> int:
    """A component goes before what is inside of others, and what is written as Python would write it before that."""
    if not ir.is_component(found.id):
        return 2
    return int(pascal(found.naming.root) != found.naming.root)


def import_lines(uses: Iterable[tuple[str, str]]) -> list[str]:
    """`from … import …` lines of the standard library, sorted, constants first."""
    by_module: dict[str, list[str]] = {}
    for module, name in sorted(uses, key=lambda u: (u[0], not u[1].isupper(), u[1])):
        by_module.setdefault(module, []).append(name)
    return [
        (
            f"from {module} import {', '.join(names)}"
            if names != [""]
            else f"import {module}"
        )
        for module, names in by_module.items()
    ]


def runtime_imports(names: Iterable[tuple[str, str]], prefix: str) -> list[str]:
    """`from … import …` lines of the runtime, sorted; `prefix` leads to it."""
    by_module: dict[str, list[str]] = {}
    for module, name in sorted(names):
        by_module.setdefault(module, []).append(name)
    return [
        f"from {prefix}_runtime.{module} import {', '.join(found)}"
        for module, found in by_module.items()
    ]
