"""Fields of properties that several schemas of a conjunction declare."""

from __future__ import annotations

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
    """Build the type of values that match all unconditional declarations."""
    unconditional = [d for d in declarations if d[1].unconditional]
    informative = _select_informative(space, unconditional)
    if len(informative) > 1:
        schemas = [
            (prop, extend(conjunct.naming, name)) for prop, conjunct in informative
        ]
        return space.intersections.add(space, schemas, schemas[-1][1])
    ids = [_build_type(space, name, d) for d in informative or declarations]
    if len(distinct := tuple(dict.fromkeys(ids))) == 1:
        return distinct[0]
    prop, conjunct = declarations[0]
    type_id = ir.derive_id(prop.id, "any of")
    base = TypeBase(type_id, extend(conjunct.naming, name))
    return space.add(base.build(ir.Union, distinct))


def _build_type(
    space: TypeSpace, name: str, declaration: tuple[Cursor, Conjunct]
) -> ir.TypeId:
    """Build the type of one declaration; any type where no value satisfies a conditional one.

    Such a property must be absent if the condition is true, and is undeclared otherwise.
    """
    prop, conjunct = declaration
    type_id = space.build(prop)
    if conjunct.unconditional or json_types.get_accepted_types(prop):
        return type_id
    return space.build_anything(prop, extend(conjunct.naming, name))


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
