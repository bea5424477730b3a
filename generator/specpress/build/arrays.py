"""Arrays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress import ir

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """An array; items that are not described can be anything."""
    items = cursor.get("items")
    naming = deeper(base[1], "Item")
    if items is None:
        return ir.Array(*base, space.anything(cursor, naming))
    return ir.Array(*base, space.build(items, naming))


def deeper(naming: ir.Naming, step: str) -> ir.Naming:
    """The naming of a schema one step inside another."""
    return replace(naming, steps=(*naming.steps, step))
