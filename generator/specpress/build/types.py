"""The type space: every schema that is met becomes one type, linked by the id of its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from specpress import ir
from specpress.build import arrays, enums, merged, objects, scalars, unions
from specpress.problems import Problems
from specpress.resolve import Cursor

ANNOTATIONS = frozenset(
    ["$ref", "description", "title", "summary", "deprecated", "default", "example", "examples", "readOnly", "writeOnly", "nullable", "$comment", "externalDocs", "xml"]
)


@dataclass(slots=True)
class TypeSpace:
    """Builds types on demand and remembers them; recursion ends at what is already begun."""

    problems: Problems
    types: dict[ir.TypeId, ir.Type] = field(default_factory=dict)
    begun: set[ir.TypeId] = field(default_factory=set)

    def build(self, cursor: Cursor, naming: ir.Naming) -> ir.TypeId:
        """The type of the schema at `cursor`; an inline schema is named by `naming`."""
        if cursor.is_ref and not _has_own_keywords(cursor):
            target = cursor.follow(self.problems)
            return (
                self.build(target, root_naming(target))
                if not target.is_ref
                else self.anything(cursor, naming)
            )
        if cursor.id not in self.begun:
            self.begun.add(cursor.id)
            self.types[cursor.id] = self._make(cursor, naming)
        return cursor.id

    def anything(self, cursor: Cursor, naming: ir.Naming) -> ir.TypeId:
        """A type for what can be any JSON value."""
        type_id = f"{cursor.id}#any"
        self.types[type_id] = ir.Anything(type_id, naming, "", False)
        return type_id

    def add(self, made: ir.Type) -> ir.TypeId:
        """Keep a type that has no schema of its own (a part of one)."""
        self.types[made.id] = made
        return made.id

    def _make(self, cursor: Cursor, naming: ir.Naming) -> ir.Type:
        base = base_of(cursor, naming)
        if not isinstance(cursor.value, dict):
            return ir.Anything(*base)
        if not allows_null(cursor) or is_only_null(cursor):
            return self._make_plain(cursor, base)
        inner = (f"{base[0]}?", *base[1:])
        return ir.Nullable(*base, self.add(self._make_plain(cursor, inner)))

    def _make_plain(self, cursor: Cursor, base: BaseParts) -> ir.Type:
        for keyword, make in KEYWORDS.items():
            if keyword in cursor.value:
                return make(self, cursor, base)
        kinds = [kind for kind in declared_kinds(cursor) if kind != "null"]
        if len(kinds) > 1:
            return unions.of_kinds(self, cursor, base, kinds)
        return self.make_kind(cursor, base, kinds[0] if kinds else inferred_kind(cursor))

    def make_kind(self, cursor: Cursor, base: BaseParts, kind: str) -> ir.Type:
        """The type of a schema read as one JSON type."""
        return KINDS.get(kind, scalars.anything)(self, cursor, base)


BaseParts = tuple[ir.TypeId, ir.Naming, str, bool]
Maker = Callable[[TypeSpace, Cursor, BaseParts], ir.Type]

# The first keyword that is there decides how a schema is read.
KEYWORDS: dict[str, Maker] = {
    "$ref": merged.make,
    "const": enums.make_const,
    "enum": enums.make,
    "allOf": merged.make,
    "oneOf": unions.make,
    "anyOf": unions.make,
}

KINDS: dict[str, Maker] = {
    "object": objects.make,
    "array": arrays.make,
    "string": scalars.make,
    "integer": scalars.make,
    "number": scalars.make,
    "boolean": scalars.make,
    "null": scalars.make_null,
}


def base_of(cursor: Cursor, naming: ir.Naming) -> BaseParts:
    """The parts that every type carries."""
    schema = cursor.value if isinstance(cursor.value, dict) else {}
    return (
        cursor.id,
        naming,
        str(schema.get("description") or ""),
        bool(schema.get("deprecated")),
    )


def root_naming(cursor: Cursor) -> ir.Naming:
    """The naming of a schema that is referred to: a component by its key, another by its place."""
    path = [str(step) for step in cursor.path]
    if path[:2] == ["components", "schemas"] or not path:
        path = path[2:] or [cursor.document.name]
    return ir.Naming(path[0], tuple(step for step in path[1:] if step != "properties"))


def declared_kinds(cursor: Cursor) -> list[str]:
    """The JSON types that the schema names."""
    kinds = cursor.value.get("type", [])
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def inferred_kind(cursor: Cursor) -> str:
    """The JSON type that a schema without `type` must mean."""
    if {"properties", "additionalProperties"} & cursor.value.keys():
        return "object"
    return "array" if "items" in cursor.value else "any"


def allows_null(cursor: Cursor) -> bool:
    """Whether null is a value of the schema, in either dialect."""
    schema = cursor.value
    variants = [*(schema.get("oneOf") or []), *(schema.get("anyOf") or [])]
    return (
        schema.get("nullable") is True
        or "null" in declared_kinds(cursor)
        or (isinstance(schema.get("enum"), list) and None in schema["enum"])
        or any(isinstance(v, dict) and v.get("type") == "null" for v in variants)
    )


def is_only_null(cursor: Cursor) -> bool:
    """Whether null is the only value."""
    return declared_kinds(cursor) == ["null"]


def _has_own_keywords(cursor: Cursor) -> bool:
    return any(
        key not in ANNOTATIONS and not key.startswith("x-") for key in cursor.value
    )
