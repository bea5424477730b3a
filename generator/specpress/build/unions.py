"""Unions: `oneOf`, `anyOf`, several JSON types in one schema, and families of schemas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import enums, merged, read, scalars
from specpress.build.naming import deeper, naming_of
from specpress.build.parts import collect
from specpress.problems import Problems
from specpress.resolve import Cursor

if TYPE_CHECKING:
    from specpress.build.parts import Choice
    from specpress.build.types import BaseParts, TypeSpace

Pairs = list[tuple[Cursor, ir.TypeId]]


def of_choice(space: TypeSpace, choice: Choice, base: BaseParts) -> ir.Type:
    """A union of the variants as they are; one variant alone is that variant; constants make an enum."""
    members = enums.members_of(choice.variants)
    if members:
        return ir.Enum(*base, enums.kind_of(members), members)
    pairs = [(variant, space.build(variant, name)) for variant, name in choice.named]
    return of_pairs(space, choice.schema, pairs, base)


def of_pairs(
    space: TypeSpace, cursor: Cursor, pairs: Pairs, base: BaseParts
) -> ir.Type:
    """A union of types that are built; the schema at `cursor` says how they are told apart."""
    ids = list(dict.fromkeys(type_id for _, type_id in pairs))
    if not ids:
        return ir.Anything(*base)
    if len(ids) == 1:
        return ir.Alias(*base, ids[0])
    return ir.Union(*base, tuple(ids), *_discriminator(space, cursor, pairs))


def of_kinds(
    space: TypeSpace, cursor: Cursor, base: BaseParts, kinds: list[str]
) -> ir.Type:
    """A union of JSON types: `type: [string, integer]`."""
    variants = []
    for kind in kinds:
        part = (ir.derived(base[0], kind), deeper(base[1], kind), "", False)
        plain = kind in scalars.JSON_SCALARS
        made = (
            scalars.of_kind(cursor, part, kind)
            if plain
            else space.make_kind(cursor, part, kind)
        )
        variants.append(space.add(made))
    return ir.Union(*base, tuple(variants))


def of_family(
    space: TypeSpace, cursor: Cursor, base: BaseParts, children: list[Cursor]
) -> ir.Type:
    """A base and all that extend it: what no value of the discriminator names is the base."""
    pairs = [(child, space.build(child, naming_of(child))) for child in children]
    made = merged.make(space, cursor, base)
    own = replace(made, id=ir.derived(base[0], "base"), naming=deeper(base[1], "Base"))
    otherwise = space.add(own)
    ids = tuple(dict.fromkeys(type_id for _, type_id in pairs))
    told = _discriminator(space, cursor, pairs)
    return ir.Union(*base, (*ids, otherwise), *told, otherwise)


def _discriminator(
    space: TypeSpace, cursor: Cursor, pairs: Pairs
) -> tuple[str | None, tuple[tuple[str, ir.TypeId], ...]]:
    """The property that tells the variants apart, and which value means which variant."""
    declared = cursor.get("discriminator")
    if declared is None or not isinstance(declared.value, dict):
        return None, ()
    name = declared.value.get("propertyName")
    if not isinstance(name, str):
        return None, ()
    found = _mapped(declared, pairs)
    for variant, type_id in pairs:
        values = _constants(space, variant, name)
        if not values and type_id not in found.values():
            values = [name_of(variant)]
        for value in values:
            found.setdefault(value, type_id)
    return name, tuple(found.items())


def _mapped(declared: Cursor, pairs: Pairs) -> dict[str, ir.TypeId]:
    """The explicit mapping: its values are references, or names of components."""
    mapping = declared.value.get("mapping")
    found: dict[str, ir.TypeId] = {}
    for value, ref in mapping.items() if isinstance(mapping, dict) else ():
        for variant, type_id in pairs:
            if isinstance(ref, str) and _is_meant(variant, ref):
                found[str(value)] = type_id
                break
    return found


def _is_meant(variant: Cursor, ref: str) -> bool:
    return ref in (variant.ref, name_of(variant)) or (
        ref.rpartition("/")[2] == name_of(variant)
    )


def name_of(variant: Cursor) -> str:
    """The name of the component that a variant is; of an inline one there is none."""
    if variant.ref is not None:
        return variant.ref.rpartition("/")[2].rpartition("#")[2]
    return str(variant.path[-1])


def _constants(space: TypeSpace, variant: Cursor, name: str) -> list[str]:
    """The strings that a variant allows for a property."""
    target = variant.follow(space.problems) if variant.is_ref else variant
    values: list[str] = []
    for part in collect(target, ir.Naming(""), Problems()).schemas:
        properties = part.schema.get("properties")
        prop = properties.get(name) if properties is not None else None
        if prop is not None:
            found = read.followed(prop, Problems())
            values = _listed(found) if found is not None else values
    return values


def _listed(prop: Cursor) -> list[str]:
    values = prop.value.get("enum", [prop.value.get("const")])
    listed = values if isinstance(values, list) else []
    return [value for value in listed if isinstance(value, str)]


