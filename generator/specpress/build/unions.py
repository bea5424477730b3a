"""Unions: `oneOf`, `anyOf`, several JSON types in one schema, and families of schemas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import discriminators, enums, merged, scalars
from specpress.build.naming import deeper

if TYPE_CHECKING:
    from specpress.build.discriminators import Pairs
    from specpress.build.parts import Choice
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor


def of_choice(space: TypeSpace, choice: Choice, base: BaseParts) -> ir.Type:
    """A union of the variants as they are; one variant alone is that variant; constants make an enum."""
    enum = enums.of_variants(choice.variants, base)
    if enum is not None:
        return enum
    joined = _joined_enums(space, choice, base)
    pairs = [
        (variant, joined.get(variant.id) or space.build(variant))
        for variant in choice.variants
    ]
    return of_pairs(space, choice.schema, pairs, base)


def _joined_enums(
    space: TypeSpace, choice: Choice, base: BaseParts
) -> dict[str, ir.TypeId]:
    """One enum for the variants that are enums, where there are several, by the ids of these."""
    listing = [v for v in choice.variants if enums.is_enum(v)]
    own = (ir.derived(base[0], "enum"), deeper(base[1], "enum"), "", False)
    enum = enums.of_variants(listing, own) if len(listing) > 1 else None
    if enum is None:
        return {}
    return dict.fromkeys((v.id for v in listing), space.add(enum))


def of_pairs(
    space: TypeSpace, cursor: Cursor, pairs: Pairs, base: BaseParts
) -> ir.Type:
    """A union of types that are built; the schema at `cursor` says how they are told apart."""
    ids = list(dict.fromkeys(type_id for _, type_id in pairs))
    if not ids:
        return ir.Anything(*base)
    if len(ids) == 1:
        return ir.Alias(*base, ids[0])
    told = discriminators.read(cursor, pairs, space.problems)
    return ir.Union(*base, tuple(ids), told.name, told.mapping, told.otherwise)


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
    pairs = [(child, space.build(child)) for child in children]
    made = merged.make(space, cursor, base)
    own = replace(made, id=ir.derived(base[0], "base"), naming=deeper(base[1], "Base"))
    otherwise = space.add(own)
    ids = tuple(dict.fromkeys(type_id for _, type_id in pairs))
    told = discriminators.read(cursor, [*pairs, (cursor, otherwise)], space.problems)
    return ir.Union(*base, (*ids, otherwise), told.name, told.mapping, otherwise)
