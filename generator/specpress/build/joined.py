"""Joined: one field out of several schemas that declare the same property."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import keywords, merged, objects
from specpress.build.naming import deeper
from specpress.build.parts import Part

if TYPE_CHECKING:
    from collections.abc import Collection

    from specpress.build.types import TypeSpace
    from specpress.resolve import Cursor

Slot = list[tuple["Cursor", Part]]
"""The declarations of one property, each with the part that it stands in."""


def join(
    space: TypeSpace, name: str, slot: Slot, needed: Collection[str]
) -> ir.Field:
    """The field of a property: what always holds narrows its type, what may hold widens it."""
    props = [prop for prop, _ in slot]
    return objects.field(space, props, name, _type(space, name, slot), needed)


def _type(space: TypeSpace, name: str, slot: Slot) -> ir.TypeId:
    certain = [entry for entry in slot if entry[1].certain]
    telling = _telling(space, certain)
    if len(telling) > 1:
        named = [(prop, deeper(part.naming, name)) for prop, part in telling]
        return merged.of_all(space, named, named[-1][1])
    chosen = telling or slot
    ids = [space.build(prop) for prop, _ in chosen]
    if len(distinct := tuple(dict.fromkeys(ids))) == 1:
        return distinct[0]
    prop, part = slot[0]
    base = (ir.derived(prop.id, "any of"), deeper(part.naming, name), "", False)
    return space.add(ir.Union(*base, distinct))


def _telling(space: TypeSpace, slot: Slot) -> Slot:
    """The declarations that add something to the others; of several that say the same, the last."""
    by_place = {_place(space, prop): (prop, part) for prop, part in slot}
    entries = [*by_place.values()]
    more = [entry for entry in entries if _says_more(entry[0])]
    return more or entries[-1:]


def _place(space: TypeSpace, prop: Cursor) -> str:
    plain = prop.is_ref and not keywords.says(prop)
    return prop.follow(space.problems).id if plain else prop.id


def _says_more(prop: Cursor) -> bool:
    """Whether a declaration says more than that there is a value, or an object."""
    if prop.is_ref:
        return True
    vague = not isinstance(prop.value, dict) or prop.value.get("type") == "object"
    return bool(keywords.says(prop) - ({"type"} if vague else set()))
