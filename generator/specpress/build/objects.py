"""Objects: declared properties become fields; an object without any is a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.build.arrays import deeper

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """An object with fields, or a map."""
    if cursor.value.get("properties"):
        return ir.Object(*base, tuple(fields(space, cursor, base[1], required(cursor))))
    return make_map(space, cursor, base)


def make_map(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """An object whose keys are free."""
    values = cursor.get("additionalProperties")
    naming = deeper(base[1], "Value")
    if values is None or not isinstance(values.value, dict):
        return ir.Map(*base, space.anything(cursor, naming))
    return ir.Map(*base, space.build(values, naming))


def fields(
    space: TypeSpace, cursor: Cursor, naming: ir.Naming, needed: set[str]
) -> list[ir.Field]:
    """The fields of the properties that stand in one schema."""
    properties = cursor.get("properties")
    if properties is None or not isinstance(properties.value, dict):
        return []
    return [_field(space, prop, name, naming, needed) for name, prop in properties.items()]


def _field(
    space: TypeSpace, prop: Cursor, name: str, naming: ir.Naming, needed: set[str]
) -> ir.Field:
    type_id = space.build(prop, deeper(naming, name))
    schema = prop.value if isinstance(prop.value, dict) else {}
    return ir.Field(
        wire=name,
        type=type_id,
        required=name in needed,
        description=str(schema.get("description") or ""),
        deprecated=bool(schema.get("deprecated")),
        origins=(prop.id,),
    )


def required(cursor: Cursor) -> set[str]:
    """The names that the schema requires."""
    names = cursor.value.get("required")
    return {name for name in names if isinstance(name, str)} if isinstance(names, list) else set()
