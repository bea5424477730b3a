"""The type space: one type per schema, linked by the id of the schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from specpress import ir
from specpress.document import nodes
from specpress.document.resolve import Cursor
from specpress.reader import arrays, composition, enums, notes, objects, scalars, unions
from specpress.reader.context import Context
from specpress.reader.intersections import Intersections
from specpress.reader.subtypes import SubtypeIndex
from specpress.reader.type_base import TypeBase
from specpress.schema import json_types, keywords
from specpress.schema.extensions import LIFECYCLE
from specpress.schema.facts import get_facts
from specpress.schema.name_dialects import MethodNameRule, read_name
from specpress.validate import extensions
from specpress.validate.examples import ExampleChecker


@dataclass(slots=True)
class TypeSpace(Context):
    """Builds types on demand and caches them.

    Targets of references are queued and built later (`build_pending`), because chains of schemas
    can exceed Python's recursion limit.
    """

    subtypes: SubtypeIndex
    types: dict[ir.TypeId, ir.Type] = field(default_factory=dict)
    started: set[ir.TypeId] = field(default_factory=set)
    pending: list[Cursor] = field(default_factory=list)
    intersections: Intersections = field(default_factory=Intersections)
    targets: dict[ir.TypeId, Cursor | None] = field(default_factory=dict)
    """Final targets of references, so that chains are followed once."""
    examples: ExampleChecker = field(default_factory=ExampleChecker)
    superseded: set[str] = field(default_factory=set)
    """Schemas replaced by a more precise one that applies to the same value."""
    excluded: dict[str, Cursor] = field(default_factory=dict)
    """Schemas that apply together with a schema that excludes their type."""
    lifecycles: dict[ir.TypeId, Cursor] = field(default_factory=dict)
    """Lifecycles by the id of the status schema."""
    class_names: dict[ir.TypeId, str] = field(default_factory=dict)
    """Names of classes that the document chooses."""
    method_names: list[MethodNameRule] = field(default_factory=list)
    conditions: dict[str, Cursor] = field(default_factory=dict)
    """Conditions of availability by the id of the property."""

    def build(self, cursor: Cursor) -> ir.TypeId:
        """Return the id of the type of the schema at `cursor`; build the type or queue it."""
        if cursor.ref is None or not self._is_plain_ref(cursor):
            if cursor.id not in self.started:
                self.started.add(cursor.id)
                self.types[cursor.id] = self._build(cursor)
            return cursor.id
        target = self._resolve(cursor)
        if target is None:
            return self.build_anything(cursor, self.namings.get(cursor))
        if target.id not in self.started:
            self.started.add(target.id)
            self.pending.append(target)
        return target.id

    def build_pending(self) -> None:
        """Build the queued targets of references and intersections, and those that they queue."""
        while self.pending or self.intersections.pending:
            while self.pending:
                cursor = self.pending.pop()
                self.types[cursor.id] = self._build(cursor)
            if self.intersections.pending:
                self.intersections.build_next(self)

    def build_anything(self, cursor: Cursor, naming: ir.Naming) -> ir.TypeId:
        """Add a type that accepts any JSON value."""
        type_id = ir.derive_id(cursor.id, ir.ANYTHING)
        return self.add(TypeBase(type_id, naming).build(ir.Anything))

    def report_excluded(self) -> None:
        """Warn about properties that no object has, because another schema excludes objects."""
        for schema in self.excluded.values():
            properties = objects.get_properties(self, schema)
            ids = [schema.id, *(prop.id for prop in properties)]
            if not schema.is_ref and self.started.isdisjoint(ids):
                self.superseded.add(schema.id)
                if properties:
                    text = "`properties` without effect: the schema accepts no objects"
                    hint = "remove `properties`, or the `type` that excludes objects"
                    at = schema.child("properties")
                    self.problems.warning(
                        at, text, hint, key=True, code="keyword-without-effect"
                    )

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
        if cursor.ref is None or keywords.get_shape_keywords(cursor):
            return False
        if cursor.value.get("nullable") is True:
            return False
        siblings = keywords.NARROWING & cursor.value.keys()
        # OpenAPI 3.0 ignores all keywords beside $ref.
        if not siblings or cursor.workspace.version == "3.0":
            return True
        target = cursor.follow(self.problems)
        narrows_types = json_types.narrows(cursor, target)
        return not (narrows_types or keywords.narrows_target(cursor, target))

    def _build(self, cursor: Cursor) -> ir.Type:
        facts = get_facts(cursor)
        if facts.has_examples:
            self.examples.add_schema(cursor)
        self.examples.add_pattern(cursor)
        base = build_base(cursor, self.namings.get(cursor))
        if not isinstance(cursor.value, dict):
            if not isinstance(cursor.value, bool):
                nodes.report_wrong_type(cursor, "a schema", self.problems)
            return base.build(ir.Anything)
        if facts.has_extensions:
            self._read_extensions(cursor)
        if not keywords.allows_null(cursor) or keywords.is_only_null(cursor):
            return self._build_non_null(cursor, base)
        inner = self._build_non_null(cursor, base.without_null())
        return base.build(ir.Nullable, self.add(inner))

    def _read_extensions(self, cursor: Cursor) -> None:
        if class_name := read_name(cursor, "class", self.problems):
            self.class_names[cursor.id] = class_name
        lifecycle = extensions.find(cursor, LIFECYCLE, self.problems)
        if lifecycle is not None:
            self.lifecycles[cursor.id] = lifecycle

    def _build_non_null(self, cursor: Cursor, base: TypeBase) -> ir.Type:
        facts = get_facts(cursor)
        if "discriminator" in facts.names:
            subtypes = self.subtypes.subtypes(cursor)
            if subtypes:
                return unions.build_subtypes(self, cursor, base, subtypes)
        if facts.is_composed and self._find_value_keyword(cursor) is None:
            return self.build_composition(cursor, base)
        return self.build_from_keywords(cursor, base)

    def build_composition(self, cursor: Cursor, base: TypeBase) -> ir.Type:
        """Build the type of a schema together with those that it combines."""
        return composition.build(self, cursor, base)

    def build_from_keywords(self, cursor: Cursor, base: TypeBase) -> ir.Type:
        """Build the type of a schema, ignoring null and composition keywords."""
        keyword = self._find_value_keyword(cursor)
        if keyword is not None:
            return VALUE_BUILDERS[keyword](self, cursor, base)
        json_types = keywords.get_json_types(cursor)
        if len(json_types) > 1:
            others = [name for name in json_types if name != "null"]
            if len(others) > 1:
                return unions.build_type_list(self, cursor, base, others)
        return self.build_json_type(cursor, base, keywords.infer_json_type(cursor))

    def _find_value_keyword(self, cursor: Cursor) -> str | None:
        """Return the keyword that lists the values; an extension of another shape lists none."""
        for keyword in VALUE_BUILDERS:
            if keyword in cursor.value:
                extension = cursor.child(keyword)
                if not keyword.startswith("x-") or isinstance(extension.value, list):
                    return keyword
                extensions.report_foreign(extension, self.problems)
        return None

    def build_json_type(
        self, cursor: Cursor, base: TypeBase, json_type: str
    ) -> ir.Type:
        """Build the type of a schema as one JSON type."""
        if keywords.is_only_null(cursor):
            return base.build(ir.Const, None)
        build = TYPE_BUILDERS.get(json_type, scalars.build_anything)
        return build(self, cursor, base)


Builder = Callable[[TypeSpace, Cursor, TypeBase], ir.Type]

# Keywords that list the values; they take precedence over all others, in this order.
VALUE_BUILDERS: dict[str, Builder] = {
    "const": enums.build_const,
    "enum": enums.build,
    "x-extensible-enum": enums.build,
}

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
    return TypeBase(
        cursor.id,
        naming,
        notes.describe(cursor, naming),
        nodes.get_flag(cursor, "deprecated"),
    )
