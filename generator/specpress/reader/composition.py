"""Types of conjunctions: `allOf`, keywords beside references, choices beside properties."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress import ir
from specpress.reader import discriminators, enums, objects, unions
from specpress.reader.conjunction import (
    Choice,
    Conjunct,
    Conjunction,
    collect,
    collect_variant,
    only_requires,
)
from specpress.reader.merged_properties import Declarations, build_field
from specpress.reader.naming import extend
from specpress.reader.type_base import TypeBase
from specpress.schema import keywords
from specpress.schema.table import ADDITIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specpress.document.resolve import Cursor
    from specpress.reader.types import TypeSpace


def build(space: TypeSpace, cursor: Cursor, base: TypeBase) -> ir.Type:
    """Build one type for all schemas that apply together with the one at `cursor`."""
    member = _get_only_member(cursor)
    if member is not None:
        return base.build(ir.Alias, space.build(member))
    conjunction = collect(cursor, base.naming, space)
    # Null that the schema itself accepts is added by the caller.
    if keywords.allows_null(cursor) or not conjunction.allows_null:
        return combine(space, conjunction, base)
    inner = combine(space, conjunction, base.without_null())
    return base.build(ir.Nullable, space.add(inner))


def combine(space: TypeSpace, conjunction: Conjunction, base: TypeBase) -> ir.Type:
    """Build the type of a conjunction, null excluded.

    A choice beside properties becomes a union of objects that have the fields of both. Of several
    choices only one becomes the union, because the product of all would grow exponentially; the
    properties of the others are optional fields of each object.
    """
    choices = [c for c in conjunction.choices if _is_of_objects(space, c)]
    has_fields = any(_has_fields(conjunct) for conjunct in conjunction.schemas)
    if conjunction.choices and not has_fields and len(conjunction.choices) == 1:
        return unions.build_choice(space, conjunction.choices[0], base)
    if not choices:
        return _build_without_choice(space, conjunction, base)
    chosen = next((c for c in choices if "discriminator" in c.schema.value), choices[0])
    others = [choice for choice in choices if choice is not chosen]
    common = [*conjunction.schemas, *_flatten(space, others)]
    return _distribute(space, chosen, common, base)


def _get_only_member(cursor: Cursor) -> Cursor | None:
    """Return the only member of an `allOf` that has no other keywords beside it."""
    members = cursor.get("allOf")
    if (
        members is None
        or keywords.get_shape_keywords(cursor) != {"allOf"}
        or cursor.is_ref
    ):
        return None
    constraining = [
        m for m in members.elements() if m.is_ref or keywords.get_assertions(m)
    ]
    if "required" in cursor.value or len(constraining) != 1:
        return None
    return constraining[0]


def _has_fields(conjunct: Conjunct) -> bool:
    field_keywords = {"properties", *ADDITIONAL}
    return bool(field_keywords & keywords.get_shape_keywords(conjunct.schema))


def _is_of_objects(space: TypeSpace, choice: Choice) -> bool:
    """Return whether any variant declares properties, itself or by reference."""
    return any(
        any(_has_fields(conjunct) for conjunct in conjunction.schemas)
        or bool(conjunction.choices)
        for variant in choice.variants
        for conjunction in [collect(variant, choice.naming, space)]
    )


def _flatten(space: TypeSpace, choices: list[Choice]) -> list[Conjunct]:
    """Return the schemas of all variants, nested choices included, as conditional conjuncts."""
    conjuncts: dict[str, Conjunct] = {}
    visited: set[str] = set()
    pending = [named for choice in choices for named in choice.named_variants]
    while pending:
        variant, naming = pending.pop(0)
        if variant.id in visited:
            continue
        visited.add(variant.id)
        conjunction = collect(variant, naming, space)
        for conjunct in conjunction.schemas:
            conjuncts.setdefault(
                conjunct.schema.id, replace(conjunct, unconditional=False)
            )
        pending[:0] = [
            named for choice in conjunction.choices for named in choice.named_variants
        ]
    return list(conjuncts.values())


# -- a choice beside other schemas -------------------------------------------------------------


def _distribute(
    space: TypeSpace, choice: Choice, common: list[Conjunct], base: TypeBase
) -> ir.Type:
    """Build a union whose variants each include the common schemas."""
    if len(choice.variants) == 1 or any(map(only_requires, choice.variants)):
        return _build_object(space, [*common, *_flatten(space, [choice])], base)
    variants = [
        (variant, _build_variant(space, variant, naming, common, base))
        for variant, naming in choice.named_variants
    ]
    return unions.build_union(space, choice.schema, variants, base)


def _build_variant(
    space: TypeSpace,
    variant: Cursor,
    inner: ir.Naming,
    common: list[Conjunct],
    base: TypeBase,
) -> ir.TypeId:
    """Build a variant with the common schemas; `inner` names the types inside the variant."""
    name = (
        discriminators.get_variant_name(variant) if variant.is_ref else inner.steps[-1]
    )
    if _includes(collect(variant, inner, space), common):
        space.superseded.update(_list_property_ids(common))
        return space.build(variant)
    conjunction = collect_variant(common, variant, inner, space)
    type_id = ir.derive_id(base.id, variant.id)
    if type_id not in space.started:
        space.started.add(type_id)
        variant_base = TypeBase(type_id, extend(base.naming, name))
        schemas = [*conjunction.schemas, *_flatten(space, conjunction.choices)]
        space.add(_build_object(space, schemas, variant_base))
    return type_id


def _includes(variant: Conjunction, common: list[Conjunct]) -> bool:
    """Return whether a variant extends the common schemas or repeats their properties."""
    names = {n for c in variant.schemas for n in _get_property_names(c)}
    return all(
        conjunct.schema.id in variant.seen
        or (
            _get_property_names(conjunct) <= names
            and "required" not in conjunct.schema.value
        )
        for conjunct in common
        if _has_fields(conjunct) or "required" in conjunct.schema.value
    )


def _list_property_ids(conjuncts: list[Conjunct]) -> Iterator[str]:
    """Yield the ids of the properties, which a variant repeats."""
    for conjunct in conjuncts:
        properties = conjunct.schema.get("properties")
        for _, entry in properties.items() if properties is not None else ():
            yield entry.id


def _get_property_names(conjunct: Conjunct) -> set[str]:
    properties = conjunct.schema.get("properties")
    if properties is None or not isinstance(properties.value, dict):
        return set()
    return set(properties.value)


# -- no choice ---------------------------------------------------------------------------------


def _build_without_choice(
    space: TypeSpace, conjunction: Conjunction, base: TypeBase
) -> ir.Type:
    if any(_has_fields(conjunct) for conjunct in conjunction.schemas):
        schemas = [*conjunction.schemas, *_flatten(space, conjunction.choices)]
        return _build_object(space, schemas, base)
    if conjunction.choices:
        return unions.build_choice(space, conjunction.choices[0], base)
    constraining = [c for c in conjunction.schemas if _get_precision(c)]
    constraining = [c for c in constraining if c.unconditional] or constraining
    if not constraining:
        return base.build(ir.Anything)
    # Of equally precise schemas the last one refines the others.
    best = max(reversed(constraining), key=_get_precision)
    space.superseded |= {c.schema.id for c in constraining if c is not best}
    _report_conflict(space, constraining, best)
    other_enums = [c.schema for c in constraining if c is not best and _is_enum(c)]
    if other_enums and _is_enum(best):
        return enums.build_common(space, [*other_enums, best.schema], base)
    if best.via_ref:
        return base.build(ir.Alias, space.build(best.schema))
    return space.build_from_keywords(best.schema, base)


def _is_enum(conjunct: Conjunct) -> bool:
    return keywords.get_enum_values(conjunct.schema) is not None


def _report_conflict(
    space: TypeSpace, conjuncts: list[Conjunct], best: Conjunct
) -> None:
    """Report schemas whose types exclude each other."""
    typed = [c for c in conjuncts if keywords.get_json_types(c.schema)]
    accepted = [_get_accepted_types(conjunct) for conjunct in typed]
    if accepted and not set.intersection(*accepted):
        declared = dict.fromkeys(
            t for c in typed for t in keywords.get_json_types(c.schema)
        )
        message = f"conflicting types {' and '.join(declared)}: no value satisfies all of them"
        used = keywords.infer_json_type(best.schema)
        omits = " and ".join(f"type {name!r}" for name in declared if name != used)
        losers = [
            c.schema for c in conjuncts if used not in keywords.get_json_types(c.schema)
        ]
        types = (schema.get("type") for schema in losers)
        at = next(filter(None, types), best.schema)
        space.problems.omission(at, omits, message, f"{used} is used")


def _get_accepted_types(conjunct: Conjunct) -> set[str]:
    json_types = {*keywords.get_json_types(conjunct.schema)}
    return json_types | {"integer"} if "number" in json_types else json_types


def _get_precision(conjunct: Conjunct) -> int:
    """Return how precisely a schema constrains the value; 0: not at all."""
    schema = conjunct.schema.value
    if not isinstance(schema, dict):
        return 0
    for precision, names in ((6, ("const",)), (5, keywords.ENUMS), (4, ("items",))):
        if any(keyword in schema for keyword in names):
            return precision
    json_type = keywords.infer_json_type(conjunct.schema)
    if json_type == "any":
        return 0
    return 3 if "format" in schema or json_type == "integer" else 2


def _build_object(
    space: TypeSpace, conjuncts: list[Conjunct], base: TypeBase
) -> ir.Type:
    """Build an object with the properties of all schemas."""
    conjuncts = [c for c in conjuncts if isinstance(c.schema.value, dict)]
    declarations: dict[str, Declarations] = {}
    unconditional = [c for c in conjuncts if c.unconditional]
    required = [n for c in unconditional for n in keywords.get_required(c.schema)]
    for conjunct in conjuncts:
        for prop in objects.get_properties(space, conjunct.schema):
            declarations.setdefault(str(prop.key), []).append((prop, conjunct))
    schemas = [conjunct.schema for conjunct in conjuncts]
    if not declarations:
        return objects.build_map(space, schemas, base)
    fields = [build_field(space, name, d, required) for name, d in declarations.items()]
    additional = objects.build_additional(space, schemas, base)
    undeclared = objects.build_undeclared(space, schemas, required, fields, additional)
    is_open = objects.allows_undeclared(schemas) and not objects.forbids_undeclared(
        conjunct.schema for conjunct in unconditional
    )
    return base.build(ir.Object, (*fields, *undeclared), additional, is_open)
