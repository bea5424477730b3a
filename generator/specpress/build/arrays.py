"""Arrays and tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import read
from specpress.build.naming import deeper

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """A tuple where the first items must be there, each with a schema of its own; else an array.

    Where they need not be there, an item is of one of these types.
    """
    prefix = _prefix(space, cursor)
    first = [space.build(schema) for schema in prefix]
    rest = _rest(space, cursor, len(first), base)
    least = cursor.value.get("minItems")
    if first and isinstance(least, int) and least >= len(first):
        return ir.Tuple(*base, tuple(first), rest)
    naming = deeper(base[1], "Item")
    distinct = list(dict.fromkeys(first if rest is None else [*first, rest]))
    if not distinct:
        return ir.Array(*base, space.anything(cursor, naming))
    if len(distinct) == 1:
        return ir.Array(*base, distinct[0])
    union = (ir.derived(base[0], "items"), naming, "", False)
    return ir.Array(*base, space.add(ir.Union(*union, tuple(distinct))))


def _prefix(space: TypeSpace, cursor: Cursor) -> list[Cursor]:
    """The schemas of the first items, in `items` itself before 2020-12."""
    listed = isinstance(cursor.value.get("items"), list)
    found = read.sequence(cursor, "items" if listed else "prefixItems", space.problems)
    return [*found.elements()] if found is not None else []


def _rest(
    space: TypeSpace, cursor: Cursor, count: int, base: BaseParts
) -> ir.TypeId | None:
    """The type of the items that follow the first ones; None where none may."""
    most, naming = cursor.value.get("maxItems"), deeper(base[1], "Item")
    listed = isinstance(cursor.value.get("items"), list)
    keys = ("additionalItems" if listed else "items", "unevaluatedItems")
    said = next(filter(None, map(cursor.get, keys)), None)
    if count and isinstance(most, int) and most <= count:
        return None
    if said is None:
        return space.anything(cursor, naming)
    return None if said.value is False else space.build(said)
