"""Fields of properties that several schemas of a conjunction declare."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from specpress import ir
from specpress.reader import objects
from specpress.reader.conjunction import Conjunct
from specpress.reader.naming import extend
from specpress.reader.type_base import TypeBase
from specpress.schema import json_types, keywords

if TYPE_CHECKING:
    from collections.abc import Collection

    from specpress.document.resolve import Cursor
    from specpress.reader.types import TypeSpace

# The declarations of one property, each with the schema that contains it.
Declarations = list[tuple["Cursor", Conjunct]]


def build_field(
    space: TypeSpace, name: str, declarations: Declarations, required: Collection[str]
) -> ir.Field:
    """Build the field: unconditional declarations narrow its type, conditional ones widen it."""
    props = [prop for prop, _ in declarations]
    type_id = build_common_type(space, name, declarations)
    return objects.build_field(space, props, name, type_id, required)


def build_common_type(
    space: TypeSpace, name: str, declarations: Declarations
) -> ir.TypeId:
    """Build the type of values that match all unconditional declarations.

    A property that only conditions declare may have any value where they are false.
    """
    unconditional = [d for d in declarations if d[1].unconditional]
    informative = _select_informative(space, unconditional)
    if len(informative) > 1:
        schemas = [
            (prop, extend(conjunct.naming, name)) for prop, conjunct in informative
        ]
        return space.intersections.add(space, schemas, schemas[-1][1])
    if informative:
        return space.build(informative[0][0])
    return _build_conditional(space, name, declarations)


def _build_conditional(
    space: TypeSpace, name: str, declarations: Declarations
) -> ir.TypeId:
    """Build the type of a property that only conditions declare."""
    prop, conjunct = declarations[0]
    naming = extend(conjunct.naming, name)
    # A property that no value satisfies must be absent where the condition is true.
    possible = [p for p, _ in declarations if json_types.get_accepted_types(p)]
    if not possible:
        return space.build_anything(prop, naming)
    variants = tuple(dict.fromkeys(map(space.build, possible)))
    is_conditional = not _is_always_declared([c for _, c in declarations])
    if len(variants) == 1 and not is_conditional:
        return variants[0]
    base = TypeBase(ir.derive_id(prop.id, "any of"), naming)
    union = base.build(ir.Union, variants)
    return space.add(replace(union, is_conditional=is_conditional))


def _is_always_declared(conjuncts: list[Conjunct]) -> bool:
    """Return whether both `then` and `else` of a schema contain a declaration."""
    alternatives = {c.alternative for c in conjuncts if c.alternative is not None}
    return len({owner for owner, _ in alternatives}) < len(alternatives)


def _select_informative(space: TypeSpace, declarations: Declarations) -> Declarations:
    """Return the declarations that constrain the value; the last one of equal declarations.

    One that only states a type constrains the value if the others accept other types, too.
    """
    by_schema = {get_target_id(space, prop): (prop, c) for prop, c in declarations}
    distinct = [*by_schema.values()]
    constraining = [d for d in distinct if _constrains(d[0])]
    effective = [json_types.get_effective_types(prop) for prop, _ in constraining]
    types = json_types.NON_NULL.intersection(*effective)
    return [
        declaration
        for declaration in distinct
        if declaration in constraining or _narrows(declaration[0], types)
    ] or distinct[-1:]


def _narrows(prop: Cursor, types: json_types.Types) -> bool:
    """Return whether `type` of a declaration excludes some of these types."""
    accepted = json_types.get_accepted_types(prop)
    return bool(accepted & types) and not types <= accepted


def get_target_id(space: TypeSpace, schema: Cursor) -> str:
    """Return the id of a schema, or that of the target if it is only a reference."""
    is_plain_ref = schema.is_ref and not keywords.get_assertions(schema)
    return schema.follow(space.problems).id if is_plain_ref else schema.id


def _constrains(prop: Cursor) -> bool:
    """Return whether a declaration states more than `type: object` or nothing."""
    if prop.is_ref:
        return True
    is_vague = not isinstance(prop.value, dict) or prop.value.get("type") == "object"
    return bool(keywords.get_assertions(prop) - ({"type"} if is_vague else set()))
