"""`allOf`, references with keywords beside them, choices beside properties: schemas that hold at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import discriminators, enums, keywords, objects, told, unions
from specpress.build.joined import Slot, join
from specpress.build.naming import deeper
from specpress.build.parts import (
    Choice,
    Part,
    Parts,
    collect,
    of_variant,
    only_requires,
)

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """One type for all that holds at once."""
    sole = _sole(cursor)
    if sole is not None:
        return ir.Alias(*base, space.build(sole))
    parts = collect(cursor, base[1], space.problems)
    if keywords.allows_null(cursor) or not parts.take_null:
        return combine(space, parts, base)
    inner = (ir.derived(base[0], "not null"), *base[1:])
    return ir.Nullable(*base, space.add(combine(space, parts, inner)))


def of_all(
    space: TypeSpace, schemas: list[tuple[Cursor, ir.Naming]], naming: ir.Naming
) -> ir.TypeId:
    """The type of several schemas that hold at once, in different places of the document."""
    *others, (last, _) = schemas
    told = " and ".join(schema.id for schema, _ in others)
    type_id = ir.derived(last.id, told)
    if type_id not in space.begun:
        space.begun.add(type_id)
        found = Parts()
        for schema, own in schemas:
            more = collect(schema, own, space.problems)
            found.schemas += more.schemas
            found.choices += more.choices
        space.add(combine(space, found, (type_id, naming, "", False)))
    if not all(keywords.allows_null(schema) for schema, _ in schemas):
        return type_id
    base = (ir.derived(type_id, "or null"), naming, "", False)
    return space.add(ir.Nullable(*base, type_id))


def combine(space: TypeSpace, parts: Parts, base: BaseParts) -> ir.Type:
    """The type of parts that hold at once.

    A choice beside properties becomes a union of objects that have both. Of several choices, one
    makes the union; the properties of the others are optional in each object.
    """
    choices = [c for c in parts.choices if _is_of_objects(space, c)]
    has_fields = any(_has_fields(part) for part in parts.schemas)
    if parts.choices and not has_fields and len(parts.choices) == 1:
        return unions.of_choice(space, parts.choices[0], base)
    if not choices:
        return _plain(space, parts, base)
    chosen = next((c for c in choices if "discriminator" in c.schema.value), choices[0])
    others = [choice for choice in choices if choice is not chosen]
    common = [*parts.schemas, *_folded(space, others)]
    return _distributed(space, chosen, common, base)


def _sole(cursor: Cursor) -> Cursor | None:
    """The one schema that a schema stands for, where it adds nothing of its own."""
    listed = cursor.get("allOf")
    if listed is None or keywords.shapes(cursor) != {"allOf"} or cursor.is_ref:
        return None
    members = [m for m in listed.elements() if m.is_ref or keywords.says(m)]
    adds = "required" in cursor.value or len(members) != 1
    return None if adds else members[0]


def _has_fields(part: Part) -> bool:
    return bool({"properties", *keywords.FREE_KEYS} & keywords.shapes(part.schema))


def _is_of_objects(space: TypeSpace, choice: Choice) -> bool:
    """Whether any variant has properties, its own or by reference."""
    return any(
        any(_has_fields(part) for part in parts.schemas) or bool(parts.choices)
        for variant in choice.variants
        for parts in [collect(variant, choice.naming, space.problems)]
    )


def _folded(space: TypeSpace, choices: list[Choice]) -> list[Part]:
    """The schemas of all variants of choices, and of choices in them, as what may hold; each once."""
    found: dict[str, Part] = {}
    entered: set[str] = set()
    ahead = [named for choice in choices for named in choice.named]
    while ahead:
        variant, naming = ahead.pop(0)
        if variant.id in entered:
            continue
        entered.add(variant.id)
        parts = collect(variant, naming, space.problems)
        for part in parts.schemas:
            found.setdefault(part.schema.id, replace(part, certain=False))
        ahead[:0] = [named for choice in parts.choices for named in choice.named]
    return list(found.values())


# -- a choice beside other schemas -------------------------------------------------------------


def _distributed(
    space: TypeSpace, choice: Choice, common: list[Part], base: BaseParts
) -> ir.Type:
    """A union in which each variant has what holds for all, too."""
    if len(choice.variants) == 1 or any(map(only_requires, choice.variants)):
        return _object(space, [*common, *_folded(space, [choice])], base)
    pairs = [
        (variant, _variant(space, variant, inner, common, base))
        for variant, inner in choice.named
    ]
    return unions.of_pairs(space, choice.schema, pairs, base)


def _variant(
    space: TypeSpace,
    variant: Cursor,
    inner: ir.Naming,
    common: list[Part],
    base: BaseParts,
) -> ir.TypeId:
    """The type of a variant with what is common; `inner` names what stands inside the variant."""
    step = discriminators.name_of(variant) if variant.is_ref else inner.steps[-1]
    alone = collect(variant, inner, space.problems)
    if _holds_all(alone, common):
        return space.build(variant)
    parts = of_variant(common, variant, inner, space.problems)
    naming = deeper(base[1], step)
    type_id = ir.derived(base[0], variant.id)
    if type_id not in space.begun:
        space.begun.add(type_id)
        own = (type_id, naming, "", False)
        schemas = [*parts.schemas, *_folded(space, parts.choices)]
        space.add(_object(space, schemas, own))
    return type_id


def _holds_all(variant: Parts, common: list[Part]) -> bool:
    """Whether a variant has all that is common: it extends it, or says it again."""
    names = {n for p in variant.schemas for n in _property_names(p)}
    return all(
        part.schema.id in variant.seen
        or (_property_names(part) <= names and "required" not in part.schema.value)
        for part in common
        if _has_fields(part) or "required" in part.schema.value
    )


def _property_names(part: Part) -> set[str]:
    found = part.schema.get("properties")
    return set(found.value) if found is not None and isinstance(found.value, dict) else set()


# -- no choice ---------------------------------------------------------------------------------


def _plain(space: TypeSpace, parts: Parts, base: BaseParts) -> ir.Type:
    if any(_has_fields(part) for part in parts.schemas):
        return _object(space, [*parts.schemas, *_folded(space, parts.choices)], base)
    if parts.choices:
        return unions.of_choice(space, parts.choices[0], base)
    telling = [p for p in parts.schemas if _rank(p)]
    telling = [p for p in telling if p.certain] or telling
    if not telling:
        return ir.Anything(*base)
    best = max(reversed(telling), key=_rank)
    space.superseded |= {part.schema.id for part in telling if part is not best}
    _note_conflict(space, telling, best)
    others = [part.schema for part in telling if part is not best and _is_enum(part)]
    if others and _is_enum(best):
        return enums.make_common(space, [*others, best.schema], base)
    if best.referred:
        return ir.Alias(*base, space.build(best.schema))
    return space.make_own(best.schema, base)


def _is_enum(part: Part) -> bool:
    return keywords.enumerated(part.schema) is not None


def _note_conflict(space: TypeSpace, parts: list[Part], best: Part) -> None:
    """Say where no value can be what several schemas ask for at once."""
    found = {kind: None for part in parts for kind in keywords.kinds(part.schema)}
    possible = [_possible(part) for part in parts if keywords.kinds(part.schema)]
    if possible and not set.intersection(*possible):
        words = [told.KIND_NAMES.get(kind, kind) for kind in found]
        message = f"this must be {' and '.join(words)} at once, which no value is"
        hint = f"it is taken for {words[[*found].index(keywords.kind_of(best.schema))]}"
        taken = keywords.kind_of(best.schema)
        omits = " and ".join(f"type {kind!r}" for kind in found if kind != taken)
        lost = [p.schema for p in parts if taken not in keywords.kinds(p.schema)]
        at = next(filter(None, (schema.get("type") for schema in lost)), best.schema)
        space.problems.omission(at, omits, message, hint)


def _possible(part: Part) -> set[str]:
    found = {*keywords.kinds(part.schema)}
    return found | {"integer"} if "number" in found else found


def _rank(part: Part) -> int:
    """How much a schema says of a value; of equals the later one is the more special."""
    schema = part.schema.value
    if not isinstance(schema, dict):
        return 0
    for rank, words in ((6, ("const",)), (5, keywords.ENUMS), (4, ("items",))):
        if any(keyword in schema for keyword in words):
            return rank
    kind = keywords.kind_of(part.schema)
    if kind == "any":
        return 0
    return 3 if "format" in schema or kind == "integer" else 2


def _object(space: TypeSpace, parts: list[Part], base: BaseParts) -> ir.Type:
    """An object with the fields of all parts."""
    parts = [part for part in parts if isinstance(part.schema.value, dict)]
    slots: dict[str, Slot] = {}
    needed = [n for p in parts if p.certain for n in keywords.required(p.schema)]
    for part in parts:
        for field in objects.properties(space, part.schema):
            slots.setdefault(str(field.path[-1]), []).append((field, part))
    schemas = [part.schema for part in parts]
    if not slots:
        return objects.make_map(space, schemas, base)
    fields = [join(space, name, slot, needed) for name, slot in slots.items()]
    free = objects.additional(space, schemas, base)
    named = objects.undeclared(space, schemas[-1], needed, fields, free)
    return ir.Object(*base, (*fields, *named), free)
