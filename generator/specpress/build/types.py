"""The type space: every schema that is met becomes one type, linked by the id of its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from specpress import ir
from specpress.build import arrays, enums, keywords, merged, objects, read, scalars, told, unions
from specpress.build.families import Families
from specpress.build.naming import naming_of
from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.validate.defaults import check_default


@dataclass(slots=True)
class TypeSpace:
    """Builds types on demand and remembers them.

    What a schema refers to is not built inside of it but afterwards (`settle`): schemas may refer to
    each other in a row longer than Python's stack is deep.
    """

    problems: Problems
    families: Families
    types: dict[ir.TypeId, ir.Type] = field(default_factory=dict)
    begun: set[ir.TypeId] = field(default_factory=set)
    ahead: list[Cursor] = field(default_factory=list)
    ends: dict[ir.TypeId, Cursor | None] = field(default_factory=dict)
    """Where references lead in the end: rows of them are followed once."""
    superseded: set[str] = field(default_factory=set)
    """Schemas that another one, which holds at the same time, says more precisely."""
    lives: dict[ir.TypeId, Cursor] = field(default_factory=dict)
    """What is said of the life of resources, by the schema of their status."""
    conditions: dict[str, Cursor] = field(default_factory=dict)
    """When properties are there, by the place of the property."""

    def build(self, cursor: Cursor) -> ir.TypeId:
        """The type of the schema at `cursor`."""
        if not self._only_refers(cursor):
            if cursor.id not in self.begun:
                self.begun.add(cursor.id)
                self.types[cursor.id] = self._make(cursor)
            return cursor.id
        target = self._target(cursor)
        if target is None:
            return self.anything(cursor, naming_of(cursor))
        if target.id not in self.begun:
            self.begun.add(target.id)
            self.ahead.append(target)
        return target.id

    def settle(self) -> None:
        """Build what is referred to and is not built yet."""
        while self.ahead:
            cursor = self.ahead.pop()
            self.types[cursor.id] = self._make(cursor)

    def anything(self, cursor: Cursor, naming: ir.Naming) -> ir.TypeId:
        """A type for what can be any JSON value."""
        type_id = ir.derived(cursor.id, "any")
        return self.add(ir.Anything(type_id, naming, "", False))

    def add(self, made: ir.Type) -> ir.TypeId:
        """Keep a type that has no schema of its own (a part of one)."""
        self.types[made.id] = made
        return made.id

    def _target(self, cursor: Cursor) -> Cursor | None:
        """The schema that a reference leads to, one step at a time: each may add something."""
        way: dict[str, Cursor] = {}
        current: Cursor | None = cursor
        while current is not None and self._only_refers(current):
            if current.id in self.ends:
                current = self.ends[current.id]
                break
            if current.id in way:
                current.tell_circle(self.problems)
                current = None
                break
            way[current.id] = current
            current = current.target(self.problems)
        self.ends.update(dict.fromkeys(way, current))
        return current

    def _only_refers(self, cursor: Cursor) -> bool:
        """Whether a schema is the one that it refers to: no keyword beside the reference makes another of it."""
        if not cursor.is_ref or keywords.shapes(cursor):
            return False
        if cursor.value.get("nullable") is True:
            return False
        said = keywords.NARROWING & cursor.value.keys()
        if not said or cursor.workspace.line == "3.0":
            return True
        return not keywords.narrows(cursor, cursor.follow(self.problems))

    def _make(self, cursor: Cursor) -> ir.Type:
        check_default(cursor, self.problems)
        base = base_of(cursor, naming_of(cursor))
        if not isinstance(cursor.value, dict):
            if not isinstance(cursor.value, bool):
                read.misfit(cursor, "a schema", self.problems)
            return ir.Anything(*base)
        if LIFE in cursor.value:
            self.lives[cursor.id] = cursor.child(LIFE)
        if not keywords.allows_null(cursor) or keywords.is_only_null(cursor):
            return self._make_plain(cursor, base)
        inner = (ir.derived(base[0], "not null"), *base[1:])
        return ir.Nullable(*base, self.add(self._make_plain(cursor, inner)))

    def _make_plain(self, cursor: Cursor, base: BaseParts) -> ir.Type:
        children = self.families.children(cursor)
        if children:
            return unions.of_family(self, cursor, base, children)
        if PARTS & cursor.value.keys() and not OWN.keys() & cursor.value.keys():
            return merged.make(self, cursor, base)
        return self.make_own(cursor, base)

    def make_own(self, cursor: Cursor, base: BaseParts) -> ir.Type:
        """The type of a schema by its own keywords, null and what holds beside it left out."""
        for keyword, make in OWN.items():
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


LIFE = "x-lifecycle"
BaseParts = tuple[ir.TypeId, ir.Naming, str, bool]
Maker = Callable[[TypeSpace, Cursor, BaseParts], ir.Type]

# The first of these that is there decides how a schema is read,
OWN: dict[str, Maker] = {
    "const": enums.make_const,
    "enum": enums.make,
    "x-extensible-enum": enums.make,
}
# else each of these holds beside its own keywords.
PARTS = frozenset(
    ["$dynamicRef", "$ref", "allOf", "anyOf", "dependentSchemas", "else", "oneOf", "then"]
)

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
        told.text(cursor, naming),
        read.flag(cursor, "deprecated"),
    )
