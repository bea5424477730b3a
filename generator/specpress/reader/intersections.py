"""Intersections: types of values that match schemas from different parts of the document.

Properties that several members of an `allOf` declare have such a type, and so may the properties
inside it. Intersections are built later, like targets of references: they may be recursive.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specpress import ir
from specpress.reader import composition
from specpress.reader.conjunction import Conjunction, collect
from specpress.reader.merged_properties import get_target_id
from specpress.reader.type_base import TypeBase
from specpress.schema import json_types

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor
    from specpress.reader.types import TypeSpace

# Schemas of a property, each with the naming of the types inside it.
Schemas = list[tuple["Cursor", ir.Naming]]
# Nesting of intersections in real documents is at most 2. Schemas that refer to each other in many
# combinations would result in an intersection for each of them.
MAX_NESTING = 3
MAX_COUNT = 5_000


@dataclass(frozen=True, slots=True)
class Intersection:
    """An intersection to build; `nesting` is the number of intersections around it, and 1."""

    type_id: ir.TypeId
    schemas: Schemas
    naming: ir.Naming
    nesting: int


@dataclass(slots=True)
class Intersections:
    """All intersections, those with the same schemas and name once."""

    types: dict[tuple[str, ...], ir.TypeId] = field(default_factory=dict)
    pending: list[Intersection] = field(default_factory=list)
    nesting: int = 0
    """Number of intersections around the type that is built."""

    def add(self, space: TypeSpace, schemas: Schemas, naming: ir.Naming) -> ir.TypeId:
        """Return the id of the intersection of several schemas, built later."""
        schemas = _remove_refined(space, schemas)
        *others, (last, _) = schemas
        if not others:
            return space.build(last)
        ids = sorted(get_target_id(space, schema) for schema, _ in schemas)
        key = (naming.root, *naming.steps)[-1], *ids
        if key not in self.types:
            if self.nesting == MAX_NESTING or len(self.types) == MAX_COUNT:
                _report_limit(space, schemas)
                return space.build(last)
            label = " and ".join(schema.id for schema, _ in others)
            type_id = ir.derive_id(last.id, label)
            self.types[key] = type_id
            added = Intersection(type_id, schemas, naming, self.nesting + 1)
            self.pending.append(added)
        return _allow_null(space, self.types[key], schemas, naming)

    def build_next(self, space: TypeSpace) -> None:
        """Build one of the pending intersections."""
        intersection = self.pending.pop()
        conjunction = Conjunction()
        for schema, naming in intersection.schemas:
            part = collect(schema, naming, space)
            conjunction.schemas += part.schemas
            conjunction.choices += part.choices
            conjunction.seen |= part.seen
        self.nesting = intersection.nesting
        base = TypeBase(intersection.type_id, intersection.naming)
        space.add(composition.combine(space, conjunction, base))
        self.nesting = 0


def _remove_refined(space: TypeSpace, schemas: Schemas) -> Schemas:
    """Return the schemas without those that another one includes by `allOf`."""
    included = [
        {c.schema.id for c in collect(s, n, space).schemas if c.unconditional}
        for s, n in schemas
    ]
    counts = Counter(schema_id for ids in included for schema_id in ids)
    targets = [get_target_id(space, schema) for schema, _ in schemas]
    remaining = [
        entry
        for entry, target, ids in zip(schemas, targets, included, strict=True)
        if counts[target] == (target in ids)
    ]
    # Schemas that include each other are the same.
    return remaining or schemas[-1:]


def _allow_null(
    space: TypeSpace, type_id: ir.TypeId, schemas: Schemas, naming: ir.Naming
) -> ir.TypeId:
    accepted = [json_types.get_accepted_types(schema) for schema, _ in schemas]
    types = json_types.ALL.intersection(*accepted)
    # Schemas that state no type are not nullable.
    if "null" not in types or types == json_types.ALL:
        return type_id
    base = TypeBase(type_id, naming).derive("or null")
    return space.add(base.build(ir.Nullable, type_id))


def _report_limit(space: TypeSpace, schemas: Schemas) -> None:
    last, _ = schemas[-1]
    count = len(schemas)
    message = f"{count} schemas apply to this property, inside too many combined ones"
    hint = "only the last one is used; combine the schemas in one component"
    space.problems.omission(
        last, "schemas of a property", message, hint, code="too-many-schemas"
    )
