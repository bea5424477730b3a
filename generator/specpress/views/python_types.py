"""The Python side of the types: which have a name, what they are called, how they are annotated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from specpress import ir
from specpress.layout import literal
from specpress.names import Claim, escape, pascal, assign_names, snake
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
HOLDERS = (ir.Array, ir.Map, ir.Tuple, ir.Union)
LITERAL_LIMIT = 2**63
"""Type checkers take no integer in a `Literal` that 64 bits cannot hold."""


class Mend(Protocol):
    """Gives a value that is of the schema at a place: the given one where it is."""

    def __call__(self, place: ir.TypeId, value: Any, /) -> Any: ...

    def allows(self, place: ir.TypeId, value: Any, /) -> bool: ...


class AsItIs:
    """Takes any value, whatever its schema."""

    def __call__(self, place: ir.TypeId, value: Any) -> Any:
        return value

    def allows(self, place: ir.TypeId, value: Any) -> bool:
        return True


AS_IT_IS = AsItIs()


@dataclass(slots=True)
class Uses:
    """What an annotation needs to be imported."""

    models: set[str] = field(default_factory=set)
    modules: set[tuple[str, str]] = field(default_factory=set)
    runtime: set[tuple[str, str]] = field(default_factory=set)
    now: set[str] = field(default_factory=set)
    """Models that are needed when the module is loaded."""
    module: str = ""
    """Where the annotations stand."""
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

    def __init__(self, api: ir.Api, mend: Mend = AS_IT_IS) -> None:
        self.mend = mend
        self.types = types = dict(api.types)
        self.twins = api.shared_schemas
        self.lifecycles = api.lifecycles
        self.circular = _circular(types)
        self.unions_of_any = self._unions_of(ir.Anything)
        self.unions_of_objects = self._unions_of(ir.Object, ir.Map)
        self.named = {i: t for i, t in types.items() if self._is_named(t)}
        claims = (Claim(i, _candidates(t), _rank(t)) for i, t in self.named.items())
        self.names = assign_names(claims, "class")
        self.modules = {i: module_of(t.naming) for i, t in self.named.items()}
        others = [i for i, t in self.named.items() if not isinstance(t, ir.Enum)]
        self._with_models = {self.modules[i] for i in others}

    def only_enums(self, module: str) -> bool:
        """Whether a module of models holds enums alone: then it imports no other."""
        return module not in self._with_models

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
        """Whether a variant, or a variant of a variant, takes everything."""
        return union.id in self.unions_of_any

    def takes_all(self, type_id: ir.TypeId) -> bool:
        """Whether anything is a value."""
        found = self.plain(type_id)
        union = isinstance(found, ir.Union) and self.is_any(found)
        return union or isinstance(found, ir.Anything)

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
        return union.otherwise is None and self.has_objects(union)

    def has_objects(self, union: ir.Union) -> bool:
        """Whether an object is a variant, or a variant of a variant."""
        return union.id in self.unions_of_objects

    def _unions_of(self, *kinds: type[ir.Type]) -> set[ir.TypeId]:
        """The unions in which there is such a variant, however deep."""
        holding: dict[ir.TypeId, list[ir.TypeId]] = {}
        ahead: list[ir.TypeId] = []
        for made in self.types.values():
            for variant in made.variants if isinstance(made, ir.Union) else ():
                inner = self.plain(variant)
                holding.setdefault(inner.id, []).append(made.id)
                ahead += [inner.id] if isinstance(inner, kinds) else []
        found: set[ir.TypeId] = set()
        while ahead:
            above = [u for u in holding.get(ahead.pop(), ()) if u not in found]
            found.update(above)
            ahead += above
        return found

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
            case ir.Const(value=float()):
                return "float"
            case ir.Const(value=value):
                uses.add("typing", "Literal")
                return f"Literal[{literal(value)}]"
            case ir.Array(item=item):
                return f"list[{self.annotate(item, uses)}]"
            case ir.Tuple():
                return self._spell_tuple(found, uses)
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

    def _spell_tuple(self, found: ir.Tuple, uses: Uses) -> str:
        parts = [self.annotate(item, uses) for item in found.items]
        if found.rest is not None:
            parts.append(f"*tuple[{self.annotate(found.rest, uses)}, ...]")
        return f"tuple[{', '.join(parts)}]"

    def _spell_union(self, union: ir.Union, uses: Uses) -> str:
        if self.is_any(union):
            uses.add("typing", "Any")
            return "Any"
        variants = ordered(self, union)
        plain = [self._without_null(v) for v in variants]
        parts = _one_literal([self.annotate(v, uses) for v in plain])
        if self.has_unknown(union):
            uses.add(".models", "UnknownVariant")
            parts.append("UnknownVariant")
        spelled = " | ".join(dict.fromkeys(parts))
        return optional(spelled) if any(map(self._has_null, variants)) else spelled

    def _without_null(self, type_id: ir.TypeId) -> ir.TypeId:
        """The type that is written where null stands apart."""
        while self._has_null(type_id):
            found = self.types[self.unaliased(type_id)]
            type_id = found.inner if isinstance(found, ir.Nullable) else type_id
        return type_id

    def _has_null(self, type_id: ir.TypeId) -> bool:
        """Whether null would be written with the type, which has no name."""
        type_id = self.unaliased(type_id)
        named = type_id in self.named
        return isinstance(self.types[type_id], ir.Nullable) and not named

    def _is_named(self, found: ir.Type) -> bool:
        """Models and enums are; a union has a name where it is long (it holds models) or has one already.

        A component that may be null gives its name to what it is else.
        """
        if isinstance(found, (ir.Object, ir.Enum)) or found.id in self.circular:
            return True
        if isinstance(found, ir.Union) and self.has_objects(found):
            return True
        inner = self.types[found.inner] if isinstance(found, ir.Nullable) else None
        if inner is not None and self._is_named(inner):
            return False
        return ir.is_component(found.id)


def _circular(types: dict[ir.TypeId, ir.Type]) -> set[ir.TypeId]:
    """The types that hold themselves, and no other type that has a name: they need one."""
    found: set[ir.TypeId] = set()
    seen: set[ir.TypeId] = set()
    for start in types:
        way: dict[ir.TypeId, Iterator[ir.TypeId]] = {}
        ahead = [start] if start not in seen else []
        while ahead or way:
            if ahead:
                current = ahead.pop()
                seen.add(current)
                way[current] = iter(_inner(types, current))
            for inner in way[last := next(reversed(way))]:
                if inner in way:
                    circle = [*way][[*way].index(inner) :]
                    found.update(i for i in circle if isinstance(types[i], HOLDERS))
                elif inner not in seen:
                    ahead.append(inner)
                    break
            else:
                del way[last]
    return found


def _inner(
    types: dict[ir.TypeId, ir.Type], type_id: ir.TypeId
) -> tuple[ir.TypeId, ...]:
    """The types that a type without a name is written with."""
    match types[type_id]:
        case _ if ir.is_component(type_id):
            return ()
        case ir.Array(item=inner) | ir.Map(value=inner) | ir.Nullable(inner=inner):
            return (inner,)
        case ir.Alias(target=inner) | ir.JsonText(content=inner):
            return (inner,)
        case ir.Union(variants=inside) | ir.Tuple(items=inside, rest=None):
            return inside
        case ir.Tuple(items=items, rest=str(rest)):
            return (*items, rest)
        case _:
            return ()


def _one_literal(parts: list[str]) -> list[str]:
    """The annotations of variants, with all literals in one."""
    values = [part[8:-1] for part in parts if part.startswith("Literal[")]
    joined = f"Literal[{', '.join(values)}]"
    found = [joined if part.startswith("Literal[") else part for part in parts]
    return list(dict.fromkeys(found))


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
