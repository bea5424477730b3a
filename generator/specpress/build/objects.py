"""Objects: declared properties become fields; an object without any is a map."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import availability, keywords, read, told
from specpress.build.naming import deeper

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor
from specpress.validate.defaults import check_default

FREE = ("additionalProperties", "unevaluatedProperties")
EVERY_KEY = ("", ".", ".*", ".+", "^", "^.", "^.*", "^.+", "^.*$", "^.+$", "[\\s\\S]*")
"""Patterns that each key matches."""


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """An object with fields, or a map."""
    if cursor.value.get("properties"):
        needed = keywords.required(cursor)
        fields = [
            field(space, [prop], name, space.build(prop), needed)
            for prop in properties(space, cursor)
            for name in [str(prop.path[-1])]
        ]
        free = additional(space, [cursor], base)
        named = undeclared(space, cursor, needed, fields, free)
        return ir.Object(*base, (*fields, *named), free)
    return make_map(space, [cursor], base)


def make_map(space: TypeSpace, schemas: list[Cursor], base: BaseParts) -> ir.Type:
    """An object whose keys are free."""
    value = additional(space, schemas, base)
    naming = deeper(base[1], "Value")
    return ir.Map(*base, value or space.anything(schemas[-1], naming))


def additional(
    space: TypeSpace, schemas: list[Cursor], base: BaseParts
) -> ir.TypeId | None:
    """The type of the keys that are not declared; None where it can be anything.

    Patterns of keys are not told apart: a value is of one of their types, where no key can go beside them.
    """
    naming = deeper(base[1], "Value")
    found = [space.build(s) for schema in schemas for s in _free(space, schema)]
    distinct = list(dict.fromkeys(found))
    if not distinct or not any(_is_closed(schema) for schema in schemas):
        return None
    if len(distinct) == 1:
        return distinct[0]
    union = (ir.derived(base[0], "values"), naming, "", False)
    return space.add(ir.Union(*union, tuple(distinct)))


def _free(space: TypeSpace, cursor: Cursor) -> Iterator[Cursor]:
    """The schemas of keys that are not declared one by one."""
    patterns = read.mapping(cursor, "patternProperties", space.problems)
    for _, schema in patterns.items() if patterns is not None else ():
        yield schema
    for key in FREE:
        schema_ = cursor.get(key)
        if schema_ is not None and isinstance(schema_.value, dict):
            yield schema_
            return


def _is_closed(cursor: Cursor) -> bool:
    """Whether something is said of all keys that are not declared."""
    patterns = cursor.value.get("patternProperties")
    every = isinstance(patterns, dict) and any(p in EVERY_KEY for p in patterns)
    said = [cursor.value.get(key, True) for key in FREE]
    return every or any(entry is False or isinstance(entry, dict) for entry in said)


def properties(space: TypeSpace, cursor: Cursor) -> list[Cursor]:
    """The schemas of the properties that are declared in one schema."""
    found = read.mapping(cursor, "properties", space.problems)
    return [prop for _, prop in found.items()] if found is not None else []


def field(
    space: TypeSpace,
    props: list[Cursor],
    name: str,
    type_id: ir.TypeId,
    needed: Collection[str],
) -> ir.Field:
    """The field of one property, by all the schemas that hold for it; of texts the last one is taken."""
    for prop in props:
        check_default(prop, space.problems)
    texts = [told.description(prop, name) for prop in reversed(props)]
    conditions = [_condition(space, prop) for prop in reversed(props)]
    return ir.Field(
        wire=name,
        type=type_id,
        required=name in needed,
        description=next(filter(None, texts), ""),
        notes=tuple(dict.fromkeys(n for prop in props for n in told.notes(prop))),
        deprecated=_flagged(props, "deprecated"),
        read_only=_flagged(props, "readOnly"),
        write_only=_flagged(props, "writeOnly"),
        origins=tuple(prop.id for prop in props),
        retryable=_flagged(props, "x-retryable"),
        availability=next(filter(None, conditions), None),
    )


def _flagged(props: list[Cursor], keyword: str) -> bool:
    return any(read.flag(prop, keyword) for prop in props)


def _condition(space: TypeSpace, prop: Cursor) -> ir.Availability | None:
    """When a property is there; where that is said is kept, to be judged when all types are known."""
    said = prop.get(availability.KEY)
    if said is not None:
        space.conditions[prop.id] = said
    return availability.build(prop, space.problems)


def undeclared(
    space: TypeSpace,
    cursor: Cursor,
    needed: Collection[str],
    fields: list[ir.Field],
    free: ir.TypeId | None,
) -> Iterator[ir.Field]:
    """The fields of what is required and not declared: it can be anything, or what the free keys are."""
    declared = {found.wire for found in fields}
    for name in dict.fromkeys(needed):
        if name not in declared:
            yield ir.Field(
                wire=name,
                type=free or space.anything(cursor, ir.Naming(name)),
                required=True,
                description="",
                notes=("Required, and not described.",),
                deprecated=False,
                read_only=False,
                write_only=False,
                origins=(cursor.id,),
            )
