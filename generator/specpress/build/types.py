"""The type space: every schema that is met becomes one type, linked by the id of its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from specpress import ir
from specpress.build import arrays, enums, keywords, merged, objects, read, scalars, unions
from specpress.build.families import Families
from specpress.build.naming import naming_of
from specpress.problems import Problems
from specpress.resolve import Cursor


@dataclass(slots=True)
class TypeSpace:
    """Builds types on demand and remembers them; recursion ends at what is already begun."""

    problems: Problems
    families: Families
    types: dict[ir.TypeId, ir.Type] = field(default_factory=dict)
    begun: set[ir.TypeId] = field(default_factory=set)
    superseded: set[str] = field(default_factory=set)
    """Schemas that another one, which holds at the same time, says more precisely."""

    def build(self, cursor: Cursor, naming: ir.Naming) -> ir.TypeId:
        """The type of the schema at `cursor`; an inline schema is named by `naming`."""
        if cursor.is_ref and not keywords.shapes(cursor) and not _nullable(cursor):
            return self._refer(cursor, naming)
        if cursor.id not in self.begun:
            self.begun.add(cursor.id)
            self.types[cursor.id] = self._make(cursor, naming)
        return cursor.id

    def anything(self, cursor: Cursor, naming: ir.Naming) -> ir.TypeId:
        """A type for what can be any JSON value."""
        type_id = ir.derived(cursor.id, "any")
        return self.add(ir.Anything(type_id, naming, "", False))

    def add(self, made: ir.Type) -> ir.TypeId:
        """Keep a type that has no schema of its own (a part of one)."""
        self.types[made.id] = made
        return made.id

    def _refer(self, cursor: Cursor, naming: ir.Naming) -> ir.TypeId:
        """The type that a reference leads to, one step at a time: each may add something."""
        end = cursor.follow(self.problems)
        target = cursor.target(self.problems) if end.id != cursor.id else None
        if target is None:
            return self.anything(cursor, naming)
        return self.build(target, naming_of(target))

    def _make(self, cursor: Cursor, naming: ir.Naming) -> ir.Type:
        base = base_of(cursor, naming)
        if not isinstance(cursor.value, dict):
            if not isinstance(cursor.value, bool):
                read.misfit(cursor, "a schema", self.problems)
            return ir.Anything(*base)
        if not keywords.allows_null(cursor) or keywords.is_only_null(cursor):
            return self._make_plain(cursor, base)
        inner = (ir.derived(base[0], "not null"), *base[1:])
        return ir.Nullable(*base, self.add(self._make_plain(cursor, inner)))

    def _make_plain(self, cursor: Cursor, base: BaseParts) -> ir.Type:
        children = self.families.children(cursor)
        if children:
            return unions.of_family(self, cursor, base, children)
        for keyword, make in KEYWORDS.items():
            if keyword in cursor.value:
                return make(self, cursor, base)
        kinds = [kind for kind in keywords.kinds(cursor) if kind != "null"]
        if len(kinds) > 1:
            return unions.of_kinds(self, cursor, base, kinds)
        return self.make_kind(cursor, base, keywords.kind_of(cursor))

    def make_kind(self, cursor: Cursor, base: BaseParts, kind: str) -> ir.Type:
        """The type of a schema read as one JSON type."""
        if keywords.is_only_null(cursor):
            return ir.Const(*base, None)
        return KINDS.get(kind, scalars.anything)(self, cursor, base)


BaseParts = tuple[ir.TypeId, ir.Naming, str, bool]
Maker = Callable[[TypeSpace, Cursor, BaseParts], ir.Type]

# The first keyword that is there decides how a schema is read.
KEYWORDS: dict[str, Maker] = {
    "const": enums.make_const,
    "enum": enums.make,
    "$ref": merged.make,
    "$dynamicRef": merged.make,
    "allOf": merged.make,
    "oneOf": merged.make,
    "anyOf": merged.make,
    "then": merged.make,
    "else": merged.make,
    "dependentSchemas": merged.make,
}

KINDS: dict[str, Maker] = {
    "object": objects.make,
    "array": arrays.make,
    "string": scalars.make,
    "integer": scalars.make,
    "number": scalars.make,
    "boolean": scalars.make,
}


def base_of(cursor: Cursor, naming: ir.Naming) -> BaseParts:
    """The parts that every type carries."""
    return (
        cursor.id,
        naming,
        read.text(cursor, "description"),
        read.flag(cursor, "deprecated"),
    )


def _nullable(cursor: Cursor) -> bool:
    """Whether a reference says of itself that null may stand there too."""
    return cursor.value.get("nullable") is True
