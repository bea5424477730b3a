"""Unions: `oneOf`, `anyOf`, and several JSON types in one schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import objects
from specpress.build.arrays import deeper

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """A union of the variants; one variant alone is that variant."""
    listed = cursor.get("oneOf") or cursor.get("anyOf")
    if listed is None or not isinstance(listed.value, list):
        return ir.Anything(*base)
    variants = [v for v in listed.elements() if not _is_null(v)]
    if cursor.value.get("properties") and all(_only_requires(v) for v in variants):
        return objects.make(space, cursor, base)
    ids = [_variant(space, v, base[1], index) for index, v in enumerate(variants, 1)]
    ids = list(dict.fromkeys(ids))
    if len(ids) == 1:
        return ir.Alias(*base, ids[0])
    discriminator, mapping = _discriminator(space, cursor, variants)
    return ir.Union(*base, tuple(ids), discriminator, mapping)


def of_kinds(
    space: TypeSpace, cursor: Cursor, base: BaseParts, kinds: list[str]
) -> ir.Type:
    """A union of JSON types: `type: [string, integer]`."""
    variants = []
    for kind in kinds:
        part = (f"{base[0]}~{kind}", deeper(base[1], kind), "", False)
        made = (
            space.make_kind(cursor, part, kind)
            if kind in ("object", "array")
            else _scalar(cursor, part, kind)
        )
        variants.append(space.add(made))
    return ir.Union(*base, tuple(variants), None, ())


def _scalar(cursor: Cursor, base: BaseParts, kind: str) -> ir.Type:
    from specpress.build import scalars

    return (
        scalars.of_kind(cursor, base, kind)
        if kind in scalars.JSON_SCALARS
        else ir.Anything(*base)
    )


def _variant(space: TypeSpace, variant: Cursor, naming: ir.Naming, index: int) -> ir.TypeId:
    title = variant.value.get("title") if isinstance(variant.value, dict) else None
    step = title if isinstance(title, str) and title else f"Variant{index}"
    return space.build(variant, deeper(naming, step))


def _discriminator(
    space: TypeSpace, cursor: Cursor, variants: list[Cursor]
) -> tuple[str | None, tuple[tuple[str, ir.TypeId], ...]]:
    """The property that tells the variants apart, and which value means which variant."""
    declared = cursor.get("discriminator")
    if declared is None or not isinstance(declared.value, dict):
        return None, ()
    name = declared.value.get("propertyName")
    if not isinstance(name, str):
        return None, ()
    targets = {str(v.path[-1]): space.build(v, deeper(ir.Naming(""), "")) for v in _targets(space, variants)}
    mapping = declared.value.get("mapping")
    pairs = mapping.items() if isinstance(mapping, dict) else ()
    explicit = {
        str(value): targets[key]
        for value, ref in pairs
        if (key := str(ref).rpartition("/")[2]) in targets
    }
    implicit = {k: v for k, v in targets.items() if v not in explicit.values()}
    return name, tuple({**explicit, **implicit}.items())


def _targets(space: TypeSpace, variants: list[Cursor]) -> list[Cursor]:
    return [v.follow(space.problems) for v in variants if v.is_ref]


def _is_null(variant: Cursor) -> bool:
    return isinstance(variant.value, dict) and variant.value.get("type") == "null"


def _only_requires(variant: Cursor) -> bool:
    return isinstance(variant.value, dict) and set(variant.value) <= {"required", "not"}
