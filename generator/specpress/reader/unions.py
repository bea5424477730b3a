"""Unions: `oneOf`, `anyOf`, several JSON types in one schema, and base schemas with subtypes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress import ir
from specpress.reader import discriminators, enums, scalars
from specpress.reader.naming import extend

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor
    from specpress.reader.conjunction import Choice
    from specpress.reader.discriminators import Variants
    from specpress.reader.type_base import TypeBase
    from specpress.reader.types import TypeSpace


def build_choice(space: TypeSpace, choice: Choice, base: TypeBase) -> ir.Type:
    """Build a union of the variants; a single variant is an alias, constants are an enum."""
    enum = enums.build_of_variants(choice.variants, base)
    if enum is not None:
        return enum
    merged = _merge_enums(space, choice, base)
    variants = [
        (variant, merged.get(variant.id) or space.build(variant))
        for variant in choice.variants
    ]
    return build_union(space, choice.schema, variants, base)


def _merge_enums(
    space: TypeSpace, choice: Choice, base: TypeBase
) -> dict[str, ir.TypeId]:
    """Merge the variants that are enums, if there are several: variant id to the merged enum."""
    variants = [v for v in choice.variants if enums.is_enum(v)]
    enum_base = base.derive("enum", "enum")
    enum = enums.build_of_variants(variants, enum_base) if len(variants) > 1 else None
    if enum is None:
        return {}
    return dict.fromkeys((v.id for v in variants), space.add(enum))


def build_union(
    space: TypeSpace, cursor: Cursor, variants: Variants, base: TypeBase
) -> ir.Type:
    """Build a union of variants with the discriminator of the schema at `cursor`."""
    ids = list(dict.fromkeys(type_id for _, type_id in variants))
    if not ids:
        return base.build(ir.Anything)
    if len(ids) == 1:
        return base.build(ir.Alias, ids[0])
    discriminator = discriminators.read_discriminator(cursor, variants, space)
    return base.build(
        ir.Union,
        tuple(ids),
        discriminator.name,
        discriminator.mapping,
        discriminator.default_variant,
        discriminator.names,
    )


def build_type_list(
    space: TypeSpace, cursor: Cursor, base: TypeBase, json_types: list[str]
) -> ir.Type:
    """Build a union of JSON types: `type: [string, integer]`."""
    variants = []
    for json_type in json_types:
        part = base.derive(json_type, json_type)
        if json_type in scalars.JSON_SCALARS:
            variant: ir.Type = scalars.build_scalar(cursor, part, json_type)
        else:
            variant = space.build_json_type(cursor, part, json_type)
        variants.append(space.add(variant))
    return base.build(ir.Union, tuple(variants))


def build_subtypes(
    space: TypeSpace, cursor: Cursor, base: TypeBase, subtypes: list[Cursor]
) -> ir.Type:
    """Build a union of a base schema and its subtypes.

    The base is the variant for discriminator values that no subtype declares.
    """
    variants = [(subtype, space.build(subtype)) for subtype in subtypes]
    base_type = space.build_composition(cursor, base)
    type_id, naming = ir.derive_id(base.id, "base"), extend(base.naming, "Base")
    default = space.add(replace(base_type, id=type_id, naming=naming))
    ids = tuple(dict.fromkeys(type_id for _, type_id in variants))
    discriminator = discriminators.read_discriminator(
        cursor, [*variants, (cursor, default)], space
    )
    return base.build(
        ir.Union,
        (*ids, default),
        discriminator.name,
        discriminator.mapping,
        default,
        discriminator.names,
    )
