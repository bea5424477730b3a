"""`allOf` (and a reference with keywords beside it): several schemas that hold at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import objects

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """One type for all: the fields of all objects, or the one member that says something."""
    members = parts(space, cursor, set())
    if any("properties" in member.value for member in members):
        return ir.Object(*base, tuple(_fields(space, members, base[1])))
    telling = [member for member in members if _tells(member)]
    if telling and telling[0].id != cursor.id:
        from specpress.build.types import root_naming

        first = telling[0]
        target = space.build(first, root_naming(first) if _is_component(first) else base[1])
        return ir.Alias(*base, target)
    return objects.make_map(space, cursor, base) if telling else ir.Anything(*base)


def parts(space: TypeSpace, cursor: Cursor, seen: set[str]) -> list[Cursor]:
    """The schemas that hold together, references followed, in document order, the own one last."""
    if cursor.id in seen or not isinstance(cursor.value, dict):
        return []
    seen.add(cursor.id)
    found: list[Cursor] = []
    if cursor.is_ref:
        found += parts(space, cursor.follow(space.problems), seen)
    all_of = cursor.get("allOf")
    if all_of is not None and isinstance(all_of.value, list):
        for member in all_of.elements():
            found += parts(space, member, seen)
    return [*found, cursor]


def _fields(space: TypeSpace, members: list[Cursor], naming: ir.Naming) -> list[ir.Field]:
    needed = {name for member in members for name in objects.required(member)}
    merged: dict[str, ir.Field] = {}
    for member in members:
        for field in objects.fields(space, member, naming, needed):
            known = merged.get(field.wire)
            merged[field.wire] = _join(known, field) if known else field
    return list(merged.values())


def _join(first: ir.Field, second: ir.Field) -> ir.Field:
    """The later schema is the more special one; it may leave the description to the earlier."""
    return replace(
        second,
        description=second.description or first.description,
        deprecated=first.deprecated or second.deprecated,
        origins=(*first.origins, *second.origins),
    )


def _tells(cursor: Cursor) -> bool:
    keywords = {"type", "enum", "const", "oneOf", "anyOf", "items", "additionalProperties"}
    return bool(keywords & cursor.value.keys())


def _is_component(cursor: Cursor) -> bool:
    return len(cursor.path) == 3 and cursor.path[:2] == ("components", "schemas")
