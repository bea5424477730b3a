"""Arrays and tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.document import nodes
from specpress.reader.naming import extend

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor
    from specpress.reader.type_base import TypeBase
    from specpress.reader.types import TypeSpace


def build(space: TypeSpace, cursor: Cursor, base: TypeBase) -> ir.Type:
    """Build an array, or a tuple if its first items are required and have schemas.

    If the first items are optional, the result is an array of a union of all item types.
    """
    first = [space.build(schema) for schema in _get_prefix(space, cursor)]
    rest = _build_rest(space, cursor, len(first), base)
    min_items = cursor.value.get("minItems")
    if first and isinstance(min_items, int) and min_items >= len(first):
        return base.build(ir.Tuple, tuple(first), rest)
    naming = extend(base.naming, "Item")
    distinct = list(dict.fromkeys(first if rest is None else [*first, rest]))
    if not distinct:
        return base.build(ir.Array, space.build_anything(cursor, naming))
    if len(distinct) == 1:
        return base.build(ir.Array, distinct[0])
    union = base.derive("items", "Item").build(ir.Union, tuple(distinct))
    return base.build(ir.Array, space.add(union))


def _get_prefix(space: TypeSpace, cursor: Cursor) -> list[Cursor]:
    """Return the schemas of the first items: `prefixItems`, or a list in `items` before 2020-12."""
    key = "items" if _is_items_list(cursor) else "prefixItems"
    schemas = nodes.get_list(cursor, key, space.problems)
    return [*schemas.elements()] if schemas is not None else []


def _build_rest(
    space: TypeSpace, cursor: Cursor, count: int, base: TypeBase
) -> ir.TypeId | None:
    """Build the type of the items after the first `count`; None if no more are allowed."""
    max_items, naming = cursor.value.get("maxItems"), extend(base.naming, "Item")
    key = "additionalItems" if _is_items_list(cursor) else "items"
    schema = cursor.get(key) or cursor.get("unevaluatedItems")
    if count and isinstance(max_items, int) and max_items <= count:
        return None
    if schema is None:
        return space.build_anything(cursor, naming)
    return None if schema.value is False else space.build(schema)


def _is_items_list(cursor: Cursor) -> bool:
    return isinstance(cursor.value.get("items"), list)
