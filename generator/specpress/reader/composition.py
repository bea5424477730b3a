"""Types of conjunctions: `allOf`, keywords beside references, choices beside properties."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress import ir
from specpress.reader import discriminators, enums, objects, unions
from specpress.reader.conflicts import report_conflict
from specpress.reader.conjunction import (
    Choice,
    Conjunct,
    Conjunction,
    collect,
    collect_variant,
    only_requires,
)
from specpress.reader.merged_properties import (
    Declarations,
    build_common_type,
    build_field,
)
from specpress.reader.naming import extend
from specpress.reader.narrowing import (
    get_types,
    include_single_variants,
    is_relevant,
    list_excluded,
    narrow,
    narrow_schema,
)
from specpress.reader.type_base import TypeBase
from specpress.schema import json_types, keywords
from specpress.schema.json_types import NON_NULL, Types
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

    Schemas and variants that state or imply another type than the one that all schemas accept are
    ignored. A choice beside properties becomes a union of objects that have the fields of both. Of
    several choices only one becomes the union, because the product of all would grow exponentially;
    the properties of the others are optional fields of each object.
    """
    types = conjunction.types
    if types != NON_NULL:
        space.excluded |= {s.id: s for s in list_excluded(conjunction, types)}
    return _combine(space, narrow(conjunction, types), types, base)


def _combine(
    space: TypeSpace, conjunction: Conjunction, types: Types, base: TypeBase
) -> ir.Type:
    has_fields = _has_object_fields(conjunction, types)
    if conjunction.choices and (has_fields or len(conjunction.choices) > 1):
        conjunction = include_single_variants(conjunction, space)
        has_fields = _has_object_fields(conjunction, types)
    if types != NON_NULL and not _is_uniform(conjunction, types):
        return _build_each_type(space, conjunction, types, base)
    if not has_fields and len(conjunction.choices) == 1:
        return _build_choice(space, conjunction, types, base)
    choices = [c for c in conjunction.choices if _is_of_objects(space, c)]
    if not choices or "object" not in types:
        return _build_without_choice(space, conjunction, types, base)
    chosen = next((c for c in choices if "discriminator" in c.schema.value), choices[0])
    others = [choice for choice in choices if choice is not chosen]
    common = [*conjunction.schemas, *_flatten(space, others)]
    return _distribute(space, chosen, common, base)


def _has_object_fields(conjunction: Conjunction, types: Types) -> bool:
    return "object" in types and any(map(_has_fields, conjunction.schemas))


def _is_uniform(conjunction: Conjunction, types: Types) -> bool:
    """Return whether one schema or choice determines the type of all values."""
    if len(json_types.get_names(types)) == 1:
        return True
    if _has_object_fields(conjunction, types):
        return False
    if conjunction.choices:
        return True
    constraining = _list_constraining(conjunction, types)
    return bool(constraining) and get_types(_get_best(constraining, types)) <= types


def _build_each_type(
    space: TypeSpace, conjunction: Conjunction, types: Types, base: TypeBase
) -> ir.Type:
    """Build a union of the types that the schemas describe for each JSON type."""
    variants = []
    for name in json_types.get_names(types):
        part = json_types.expand([name]) & types
        narrowed = narrow(conjunction, part)
        variant = _combine(space, narrowed, part, base.derive(name, name))
        variants.append(space.add(variant))
    return base.build(ir.Union, tuple(variants))


def _build_choice(
    space: TypeSpace, conjunction: Conjunction, types: Types, base: TypeBase
) -> ir.Type:
    """Build the union of a choice; a variant that accepts more types is built with the other schemas."""
    [choice, *_] = conjunction.choices
    narrowed = {
        variant.id: _build_variant(space, variant, naming, conjunction.schemas, base)
        for variant, naming in choice.named_variants
        if types != NON_NULL and not json_types.get_effective_types(variant) <= types
    }
    return unions.build_choice(space, choice, base, narrowed)


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
    [member] = constraining
    stated = json_types.get_stated_types(cursor)
    return member if json_types.get_effective_types(member) <= stated else None


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
    if any(map(only_requires, choice.variants)):
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
    if _is_narrow(variant, common) and _includes(
        collect(variant, inner, space), common
    ):
        space.superseded.update(_list_property_ids(common))
        return space.build(variant)
    conjunction = collect_variant(common, variant, inner, space)
    type_id = ir.derive_id(base.id, variant.id)
    if type_id not in space.started:
        space.started.add(type_id)
        variant_base = TypeBase(type_id, extend(base.naming, name))
        space.add(_combine_flat(space, conjunction, variant_base))
    return type_id


def _combine_flat(
    space: TypeSpace, conjunction: Conjunction, base: TypeBase
) -> ir.Type:
    """Build the type of a conjunction whose choices become optional fields."""
    types = conjunction.types
    conjunction = narrow(conjunction, types)
    if not _has_object_fields(conjunction, types) and len(conjunction.choices) == 1:
        return _build_choice(space, conjunction, types, base)
    schemas = [*conjunction.schemas, *_flatten(space, conjunction.choices)]
    return _combine(space, narrow(Conjunction(schemas), types), types, base)


def _is_narrow(variant: Cursor, common: list[Conjunct]) -> bool:
    """Return whether the variant alone accepts no other types than the common schemas."""
    types = Conjunction(common).types
    return types == NON_NULL or json_types.get_effective_types(variant) <= types


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
    space: TypeSpace, conjunction: Conjunction, types: Types, base: TypeBase
) -> ir.Type:
    if _has_object_fields(conjunction, types):
        schemas = [*conjunction.schemas, *_flatten(space, conjunction.choices)]
        return _build_object(space, schemas, base)
    if conjunction.choices:
        return _build_choice(space, conjunction, types, base)
    constraining = _list_constraining(conjunction, types)
    if not constraining:
        return _build_plain(space, conjunction, types, base)
    best = _get_best(constraining, types)
    space.superseded |= {c.schema.id for c in constraining if c is not best}
    report_conflict(space, constraining, best)
    arrays = [c for c in constraining if "items" in c.schema.value]
    if best in arrays and len(arrays) > 1:
        return _build_array(space, arrays, best, base)
    other_enums = [c.schema for c in constraining if c is not best and _is_enum(c)]
    if other_enums and _is_enum(best):
        return enums.build_common(space, [*other_enums, best.schema], base)
    if not get_types(best) <= types:
        return space.build_from_keywords(narrow_schema(best.schema, types), base)
    if best.via_ref:
        return base.build(ir.Alias, space.build(best.schema))
    return space.build_from_keywords(best.schema, base)


def _build_array(
    space: TypeSpace, arrays: list[Conjunct], best: Conjunct, base: TypeBase
) -> ir.Type:
    """Build an array whose items match the `items` of all schemas."""
    items = [(c.schema.child("items"), c) for c in arrays]
    if any(not isinstance(schema.value, dict) for schema, _ in items):
        return space.build_from_keywords(best.schema, base)
    return base.build(ir.Array, build_common_type(space, "Item", items))


def _list_constraining(conjunction: Conjunction, types: Types) -> list[Conjunct]:
    """Return the schemas that determine the type of values with these JSON types."""
    return [
        conjunct
        for conjunct in conjunction.schemas
        if conjunct.unconditional
        and is_relevant(conjunct, types)
        and _get_precision(conjunct, types)
    ]


def _get_best(constraining: list[Conjunct], types: Types) -> Conjunct:
    """Return the most precise schema; of equally precise ones the last, which refines the others."""
    return max(reversed(constraining), key=lambda c: _get_precision(c, types))


def _build_plain(
    space: TypeSpace, conjunction: Conjunction, types: Types, base: TypeBase
) -> ir.Type:
    """Build the type of all values with these JSON types."""
    if types == NON_NULL:
        return base.build(ir.Anything)
    schema = conjunction.schemas[-1].schema
    names = json_types.get_names(types)
    return space.build_from_keywords(schema.with_value({"type": names}), base)


def _is_enum(conjunct: Conjunct) -> bool:
    return keywords.get_enum_values(conjunct.schema) is not None


def _get_precision(conjunct: Conjunct, types: Types) -> int:
    """Return how precisely a schema constrains the value; 0: not at all."""
    schema = conjunct.schema.value
    if not isinstance(schema, dict):
        return 0
    for precision, names in ((6, ("const",)), (5, keywords.ENUMS), (4, ("items",))):
        if any(keyword in schema for keyword in names) and (
            precision > 4 or "array" in types
        ):
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
    additional = objects.build_additional(space, _list_closing(conjuncts), base)
    undeclared = objects.build_undeclared(space, schemas, required, fields, additional)
    is_open = objects.allows_undeclared(schemas) and not objects.forbids_undeclared(
        conjunct.schema for conjunct in unconditional
    )
    return base.build(ir.Object, (*fields, *undeclared), additional, is_open)


def _list_closing(conjuncts: list[Conjunct]) -> list[Cursor]:
    """Return the schemas that constrain the undeclared properties of all values.

    An alternative does so only if each other one does, too.
    """
    always = [c.schema for c in conjuncts if c.unconditional]
    others = [c.schema for c in conjuncts if not c.unconditional]
    is_closed = any(map(objects.constrains_all_keys, always))
    if is_closed or not all(map(objects.constrains_all_keys, others)):
        return always
    return [*always, *others]
