"""Arrays and tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.document import nodes
from specpress.reader.naming import extend

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor
    from specpress.reader.types import TypeBase, TypeSpace


def build(space: TypeSpace, cursor: Cursor, base: TypeBase) -> ir.Type:
    """Build an array, or a tuple if its first items are required and have schemas.

    If the first items are optional, the result is an array of a union of all item types.
    """
    first = [space.build(schema) for schema in _get_prefix(space, cursor)]
    rest = _build_rest(space, cursor, len(first), base)
    min_items = cursor.value.get("minItems")
    if first and isinstance(min_items, int) and min_items >= len(first):
        return ir.Tuple(*base, tuple(first), rest)
    naming = extend(base[1], "Item")
    distinct = list(dict.fromkeys(first if rest is None else [*first, rest]))
    if not distinct:
        return ir.Array(*base, space.build_anything(cursor, naming))
    if len(distinct) == 1:
        return ir.Array(*base, distinct[0])
    union = (ir.derive_id(base[0], "items"), naming, "", False)
    return ir.Array(*base, space.add(ir.Union(*union, tuple(distinct))))


def _get_prefix(space: TypeSpace, cursor: Cursor) -> list[Cursor]:
    """Return the schemas of the first items: `prefixItems`, or a list in `items` before 2020-12."""
    key = "items" if _is_items_list(cursor) else "prefixItems"
    schemas = nodes.get_list(cursor, key, space.problems)
    return [*schemas.elements()] if schemas is not None else []


def _build_rest(
    space: TypeSpace, cursor: Cursor, count: int, base: TypeBase
) -> ir.TypeId | None:
    """Build the type of the items after the first `count`; None if no more are allowed."""
    max_items, naming = cursor.value.get("maxItems"), extend(base[1], "Item")
    key = "additionalItems" if _is_items_list(cursor) else "items"
    schema = cursor.get(key) or cursor.get("unevaluatedItems")
    if count and isinstance(max_items, int) and max_items <= count:
        return None
    if schema is None:
        return space.build_anything(cursor, naming)
    return None if schema.value is False else space.build(schema)


def _is_items_list(cursor: Cursor) -> bool:
    return isinstance(cursor.value.get("items"), list)
