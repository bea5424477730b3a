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


# With more optional items, the type is that of any number of items with the types of all positions.
MAX_OPTIONAL = 4


def build(space: TypeSpace, cursor: Cursor, base: TypeBase) -> ir.Type:
    """Build an array, or a tuple if its first items have schemas.

    An array may be shorter than its list of schemas, down to `minItems`: the result is a union of
    tuples, one per length.
    """
    first = [space.build(schema) for schema in _get_prefix(space, cursor)]
    rest = _build_rest(space, cursor, len(first), base)
    if not first:
        naming = extend(base.naming, "Item")
        item = space.build_anything(cursor, naming) if rest is None else rest
        return base.build(ir.Array, item)
    least, most = _get_limits(cursor, len(first))
    if least >= most:
        return base.build(ir.Tuple, tuple(first[:most]), rest)
    if most - least > MAX_OPTIONAL:
        return base.build(ir.Tuple, (), _build_any_item(space, first, rest, base))
    tuples = [base.derive(f"{most} items").build(ir.Tuple, tuple(first[:most]), rest)]
    for length in reversed(range(least, most)):
        items = tuple(first[:length])
        tuples.append(base.derive(f"{length} items").build(ir.Tuple, items, None))
    return base.build(ir.Union, tuple(map(space.add, tuples)))


def _get_limits(cursor: Cursor, count: int) -> tuple[int, int]:
    """Return the least and the greatest number of items that have a schema each."""
    least, most = (cursor.value.get(key) for key in ("minItems", "maxItems"))
    greatest = min(most, count) if isinstance(most, int) else count
    return (min(least, count) if isinstance(least, int) else 0), max(greatest, 0)


def _build_any_item(
    space: TypeSpace, first: list[ir.TypeId], rest: ir.TypeId | None, base: TypeBase
) -> ir.TypeId:
    """Build the type of the items at all positions."""
    distinct = list(dict.fromkeys(first if rest is None else [*first, rest]))
    if len(distinct) == 1:
        return distinct[0]
    union = base.derive("items", "Item").build(ir.Union, tuple(distinct))
    return space.add(union)


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
