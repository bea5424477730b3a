"""Objects: declared properties become fields; an object without any is a map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from specpress import ir
from specpress.build import availability, keywords, read
from specpress.build.naming import deeper

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor

FREE = ("additionalProperties", "unevaluatedProperties")
EVERY_KEY = ("", ".", ".*", ".+", "^", "^.", "^.*", "^.+", "^.*$", "^.+$", "[\\s\\S]*")
"""Patterns that each key matches."""


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """An object with fields, or a map."""
    if cursor.value.get("properties"):
        needed = keywords.required(cursor)
        found = tuple(
            field(space, prop, str(prop.path[-1]), base[1], needed)
            for prop in properties(space, cursor)
        )
        return ir.Object(*base, found, additional(space, [cursor], base))
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
    found = [space.build(s, naming) for schema in schemas for s in _free(space, schema)]
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
    space: TypeSpace, prop: Cursor, name: str, naming: ir.Naming, needed: set[str]
) -> ir.Field:
    """The field of one property."""
    said = prop.get(availability.KEY)
    if said is not None:
        space.conditions[prop.id] = said
    return ir.Field(
        wire=name,
        type=space.build(prop, deeper(naming, name)),
        required=name in needed,
        description=read.text(prop, "description"),
        deprecated=read.flag(prop, "deprecated"),
        origins=(prop.id,),
        read_only=read.flag(prop, "readOnly"),
        write_only=read.flag(prop, "writeOnly"),
        default=default_text(prop),
        retryable=read.flag(prop, "x-retryable"),
        availability=availability.build(prop, space.problems),
    )


def default_text(schema: Cursor) -> str | None:
    """The default of a schema as JSON text; a long one is left to the document."""
    value: Any = schema.value
    if not isinstance(value, dict) or "default" not in value:
        return None
    text = json.dumps(value["default"], ensure_ascii=False)
    return text if len(text) <= 60 else None
