"""The type space: one type per schema, linked by the id of the schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from specpress import ir
from specpress.document import fields, nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.reader import arrays, composition, enums, notes, objects, scalars, unions
from specpress.reader.naming import get_naming
from specpress.reader.subtypes import SubtypeIndex
from specpress.schema import keywords
from specpress.schema.table import Role, names_of_role
from specpress.validate.defaults import check_default


@dataclass(slots=True)
class TypeSpace:
    """Builds types on demand and caches them.

    Targets of references are queued and built later (`build_pending`), because chains of schemas
    can exceed Python's recursion limit.
    """

    problems: Problems
    subtypes: SubtypeIndex
    types: dict[ir.TypeId, ir.Type] = field(default_factory=dict)
    started: set[ir.TypeId] = field(default_factory=set)
    pending: list[Cursor] = field(default_factory=list)
    targets: dict[ir.TypeId, Cursor | None] = field(default_factory=dict)
    """Final targets of references, so that chains are followed once."""
    superseded: set[str] = field(default_factory=set)
    """Schemas replaced by a more precise one that applies to the same value."""
    lifecycles: dict[ir.TypeId, Cursor] = field(default_factory=dict)
    """`x-lifecycle` extensions by the id of the status schema."""
    conditions: dict[str, Cursor] = field(default_factory=dict)
    """`x-availability` extensions by the id of the property."""

    def build(self, cursor: Cursor) -> ir.TypeId:
        """Return the id of the type of the schema at `cursor`; build the type or queue it."""
        if not self._is_plain_ref(cursor):
            if cursor.id not in self.started:
                self.started.add(cursor.id)
                self.types[cursor.id] = self._build(cursor)
            return cursor.id
        target = self._resolve(cursor)
        if target is None:
            return self.build_anything(cursor, get_naming(cursor))
        if target.id not in self.started:
            self.started.add(target.id)
            self.pending.append(target)
        return target.id

    def build_pending(self) -> None:
        """Build the queued targets of references, and those that they queue."""
        while self.pending:
            cursor = self.pending.pop()
            self.types[cursor.id] = self._build(cursor)

    def build_anything(self, cursor: Cursor, naming: ir.Naming) -> ir.TypeId:
        """Add a type that accepts any JSON value."""
        type_id = ir.derive_id(cursor.id, "any")
        return self.add(ir.Anything(type_id, naming, "", False))

    def add(self, type_: ir.Type) -> ir.TypeId:
        """Add a type that is derived from a part of a schema."""
        self.types[type_.id] = type_
        return type_.id

    def _resolve(self, cursor: Cursor) -> Cursor | None:
        """Follow references up to a schema with keywords beside its reference, or without one."""
        chain: dict[str, Cursor] = {}
        current: Cursor | None = cursor
        while current is not None and self._is_plain_ref(current):
            if current.id in self.targets:
                current = self.targets[current.id]
                break
            if current.id in chain:
                current.report_cycle(self.problems)
                current = None
                break
            chain[current.id] = current
            current = current.target(self.problems)
        self.targets.update(dict.fromkeys(chain, current))
        return current

    def _is_plain_ref(self, cursor: Cursor) -> bool:
        """Return whether a schema has the type of the target of its reference."""
        if not cursor.is_ref or keywords.get_shape_keywords(cursor):
            return False
        if cursor.value.get("nullable") is True:
            return False
        siblings = keywords.NARROWING & cursor.value.keys()
        # OpenAPI 3.0 ignores all keywords beside $ref.
        if not siblings or cursor.workspace.version == "3.0":
            return True
        return not keywords.narrows_target(cursor, cursor.follow(self.problems))

    def _build(self, cursor: Cursor) -> ir.Type:
        check_default(cursor, self.problems)
        base = build_base(cursor, get_naming(cursor))
        if not isinstance(cursor.value, dict):
            if not isinstance(cursor.value, bool):
                nodes.report_wrong_type(cursor, "a schema", self.problems)
            return ir.Anything(*base)
        if fields.LIFECYCLE in cursor.value:
            self.lifecycles[cursor.id] = cursor.child(fields.LIFECYCLE)
        if not keywords.allows_null(cursor) or keywords.is_only_null(cursor):
            return self._build_non_null(cursor, base)
        inner = (ir.derive_id(base[0], "not null"), *base[1:])
        return ir.Nullable(*base, self.add(self._build_non_null(cursor, inner)))

    def _build_non_null(self, cursor: Cursor, base: TypeBase) -> ir.Type:
        subtypes = self.subtypes.subtypes(cursor)
        if subtypes:
            return unions.build_subtypes(self, cursor, base, subtypes)
        if (
            COMPOSITION & cursor.value.keys()
            and not VALUE_BUILDERS.keys() & cursor.value.keys()
        ):
            return self.build_composition(cursor, base)
        return self.build_from_keywords(cursor, base)

    def build_composition(self, cursor: Cursor, base: TypeBase) -> ir.Type:
        """Build the type of a schema together with those that it combines."""
        return composition.build(self, cursor, base)

    def build_intersection(
        self, schemas: list[tuple[Cursor, ir.Naming]], naming: ir.Naming
    ) -> ir.TypeId:
        """Build the type of values that match several schemas."""
        return composition.build_intersection(self, schemas, naming)

    def build_from_keywords(self, cursor: Cursor, base: TypeBase) -> ir.Type:
        """Build the type of a schema, ignoring null and composition keywords."""
        for keyword, build in VALUE_BUILDERS.items():
            if keyword in cursor.value:
                return build(self, cursor, base)
        json_types = [
            name for name in keywords.get_json_types(cursor) if name != "null"
        ]
        if len(json_types) > 1:
            return unions.build_type_list(self, cursor, base, json_types)
        return self.build_json_type(cursor, base, keywords.infer_json_type(cursor))

    def build_json_type(
        self, cursor: Cursor, base: TypeBase, json_type: str
    ) -> ir.Type:
        """Build the type of a schema as one JSON type."""
        if keywords.is_only_null(cursor):
            return ir.Const(*base, None)
        build = TYPE_BUILDERS.get(json_type, scalars.build_anything)
        return build(self, cursor, base)


# The arguments of `ir.types.Base`: id, naming, description, deprecated.
TypeBase = tuple[ir.TypeId, ir.Naming, str, bool]
Builder = Callable[[TypeSpace, Cursor, TypeBase], ir.Type]

# Keywords that list the values; they take precedence over all others, in this order.
VALUE_BUILDERS: dict[str, Builder] = {
    "const": enums.build_const,
    "enum": enums.build,
    "x-extensible-enum": enums.build,
}
# Keywords that combine the schema with others.
COMPOSITION = names_of_role(Role.COMPOSITION, Role.REFERENCE)

TYPE_BUILDERS: dict[str, Builder] = {
    "object": objects.build,
    "array": arrays.build,
    "string": scalars.build,
    "integer": scalars.build,
    "number": scalars.build,
    "boolean": scalars.build,
}


def build_base(cursor: Cursor, naming: ir.Naming) -> TypeBase:
    """Return the attributes common to all types."""
    return (
        cursor.id,
        naming,
        notes.describe(cursor, naming),
        nodes.get_flag(cursor, "deprecated"),
    )
