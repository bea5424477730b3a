"""Narrow a conjunction to JSON types: variants and keywords of other types state nothing about its values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress.document.problems import Problems
from specpress.reader.conjunction import Choice, Conjunct, Conjunction, collect
from specpress.schema import json_types
from specpress.schema.facts import get_facts
from specpress.schema.json_types import NON_NULL, Types
from specpress.schema.table import names_of_type

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor
    from specpress.reader.context import Context

# The keywords whose schemas belong to the same value, or that name it; `type` replaces that of a target.
REFERENCES = ("$ref", "$dynamicRef", "nullable")
KEYWORDS_OF_TYPE = {name: names_of_type(name) for name in json_types.ORDER}


def narrow(conjunction: Conjunction, types: Types) -> Conjunction:
    """Return the schemas and variants that accept values of these types."""
    schemas = [
        conjunct
        for conjunct in conjunction.schemas
        if conjunct.unconditional
        or json_types.get_accepted_types(conjunct.schema) & types
    ]
    choices = [narrow_choice(choice, types) for choice in conjunction.choices]
    return Conjunction(schemas, choices, conjunction.seen)


def narrow_choice(choice: Choice, types: Types) -> Choice:
    """Return the choice between variants that accept values of these types; all if no variant does."""
    kept = [
        (variant, name)
        for variant, name in zip(choice.variants, choice.names, strict=True)
        if json_types.get_accepted_types(variant) & types
    ]
    if len(kept) in (0, len(choice.variants)):
        return choice
    variants, names = zip(*kept, strict=True)
    return replace(choice, variants=variants, names=names)


def list_excluded(conjunction: Conjunction, types: Types) -> list[Cursor]:
    """Return the variants of other types and, if no object is valid, the schemas with properties."""
    variants = [
        variant
        for choice in conjunction.choices
        for variant in choice.variants
        if not json_types.get_accepted_types(variant) & types
    ]
    if "object" in types:
        return variants
    schemas = [conjunct.schema for conjunct in conjunction.schemas]
    return [*variants, *(s for s in schemas if s.get("properties") is not None)]


def include_single_variants(conjunction: Conjunction, context: Context) -> Conjunction:
    """Return the conjunction in which the only variant of a choice is one of the schemas."""
    schemas, choices = list(conjunction.schemas), []
    seen = {conjunct.schema.id for conjunct in schemas}
    pending = list(conjunction.choices)
    while pending:
        choice = pending.pop(0)
        if len(choice.variants) != 1:
            choices.append(choice)
            continue
        [(variant, naming)] = choice.named_variants
        if variant.follow(Problems()).id in seen:
            continue
        inner = collect(variant, naming, context)
        schemas += [c for c in inner.schemas if c.schema.id not in seen]
        seen |= inner.seen
        pending += inner.choices
    return Conjunction(schemas, choices, conjunction.seen | seen)


def narrow_schema(schema: Cursor, types: Types) -> Cursor:
    """Return the schema with the types as its `type`, and without values of other types."""
    value = {k: v for k, v in schema.value.items() if k not in REFERENCES}
    listed = value.get("enum")
    if isinstance(listed, list):
        value["enum"] = [v for v in listed if json_types.get_type_of(v) in types]
    return schema.with_value({**value, "type": json_types.get_names(types)})


def get_types(conjunct: Conjunct) -> Types:
    """Return the types that a schema of a conjunction states or implies."""
    if conjunct.via_ref:
        return json_types.get_effective_types(conjunct.schema)
    return json_types.get_own_types(conjunct.schema)


def is_relevant(conjunct: Conjunct, types: Types) -> bool:
    """Return whether a schema states types, or has keywords for values of these types."""
    if types == NON_NULL or get_types(conjunct) & types:
        return True
    names = get_facts(conjunct.schema).names
    return any(
        not names.isdisjoint(KEYWORDS_OF_TYPE[name])
        for name in json_types.get_names(types)
    )
