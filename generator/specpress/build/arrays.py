"""Arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import read
from specpress.build.naming import deeper

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """An array. Positions with schemas of their own are items of one of these types."""
    naming = deeper(base[1], "Item")
    listed = _items(space, cursor)
    items = [space.build(item, naming) for item in listed]
    if _goes_on(cursor, len(listed)):
        items.append(space.anything(cursor, naming))
    distinct = list(dict.fromkeys(items))
    if not distinct:
        return ir.Array(*base, space.anything(cursor, naming))
    if len(distinct) == 1:
        return ir.Array(*base, distinct[0])
    union = (ir.derived(base[0], "items"), naming, "", False)
    return ir.Array(*base, space.add(ir.Union(*union, tuple(distinct))))


def _goes_on(cursor: Cursor, count: int) -> bool:
    """Whether items may follow of which nothing is said."""
    most = cursor.value.get("maxItems")
    ends = isinstance(most, int) and most <= count
    rest = [cursor.value.get(key, True) for key in ("items", "unevaluatedItems")]
    return rest == [True, True] and not ends


def _items(space: TypeSpace, cursor: Cursor) -> list[Cursor]:
    """The schemas of the items: `prefixItems` (a list in `items` before 2020-12), then `items`."""
    prefix = read.sequence(cursor, "prefixItems", space.problems)
    found = [*prefix.elements()] if prefix is not None else []
    items = cursor.get("items")
    if items is None or items.value is False:
        return found
    if isinstance(items.value, list):
        return [*found, *items.elements()]
    return [*found, items]
