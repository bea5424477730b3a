"""Joined: one field out of several schemas that declare the same property."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import keywords, merged, objects
from specpress.build.naming import deeper
from specpress.build.parts import Part, Parts, collect

if TYPE_CHECKING:
    from specpress.build.types import TypeSpace
    from specpress.resolve import Cursor

Slot = list[tuple["Cursor", Part]]
"""The declarations of one property, each with the part that it stands in."""


def join(space: TypeSpace, name: str, slot: Slot, needed: set[str]) -> ir.Field:
    """The field of a property: what always holds narrows its type, what may hold widens it."""
    built = [
        objects.field(space, prop, name, part.naming, needed) for prop, part in slot
    ]
    first, *others = built
    if not others:
        return first
    told = [field for field in reversed(built) if field.description]
    return replace(
        built[-1],
        type=_type(space, name, slot, built),
        description=told[0].description if told else "",
        deprecated=any(field.deprecated for field in built),
        read_only=any(field.read_only for field in built),
        write_only=any(field.write_only for field in built),
        default=next((f.default for f in reversed(built) if f.default), None),
        availability=next((f.availability for f in reversed(built) if f.availability), None),
        origins=tuple(o for field in built for o in field.origins),
    )


def _type(
    space: TypeSpace, name: str, slot: Slot, built: list[ir.Field]
) -> ir.TypeId:
    certain = [i for i, (_, part) in enumerate(slot) if part.certain]
    if len({built[i].type for i in certain}) == 1:
        return built[certain[0]].type
    if certain:
        return _narrowed(space, name, [slot[i] for i in certain], built)
    ids = tuple(dict.fromkeys(field.type for field in built))
    if len(ids) == 1:
        return ids[0]
    prop, part = slot[0]
    base = (ir.derived(prop.id, "any of"), deeper(part.naming, name), "", False)
    return space.add(ir.Union(*base, ids))


def _narrowed(
    space: TypeSpace, name: str, slot: Slot, built: list[ir.Field]
) -> ir.TypeId:
    """Objects are merged; of other types the one that says most is taken."""
    if all(_has_properties(space, prop) for prop, _ in slot):
        return _merged(space, name, slot)
    best, _ = max(reversed(slot), key=lambda entry: _rank(space, entry[0]))
    space.superseded |= {prop.id for prop, _ in slot if prop is not best}
    return next(field.type for field in built if best.id in field.origins)


def _merged(space: TypeSpace, name: str, slot: Slot) -> ir.TypeId:
    last, part = slot[-1]
    naming = deeper(part.naming, name)
    type_id = ir.derived(last.id, " and ".join(prop.id for prop, _ in slot[:-1]))
    if type_id not in space.begun:
        space.begun.add(type_id)
        found = Parts()
        for prop, own in slot:
            more = collect(prop, deeper(own.naming, name), space.problems)
            found.schemas += more.schemas
            found.choices += more.choices
        space.add(merged.combine(space, found, (type_id, naming, "", False)))
    return type_id


def _has_properties(space: TypeSpace, prop: Cursor) -> bool:
    target = prop.follow(space.problems) if prop.is_ref else prop
    return "properties" in keywords.shapes(target)


def _rank(space: TypeSpace, prop: Cursor) -> int:
    """How much a declaration says: a constant, an enum, a shape, a format, a type."""
    target = prop.follow(space.problems) if prop.is_ref else prop
    said = keywords.says(target)
    for rank, words in ((5, {"const"}), (4, {"enum"}), (3, keywords.SHAPES)):
        if words & said:
            return rank
    return 2 if "format" in said else 1 if "type" in said else 0
