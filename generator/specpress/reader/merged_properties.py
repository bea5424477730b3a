"""Fields of properties that several schemas of a conjunction declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.reader import objects
from specpress.reader.conjunction import Conjunct
from specpress.reader.naming import extend
from specpress.reader.type_base import TypeBase
from specpress.schema import keywords

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
    type_id = _build_type(space, name, declarations)
    return objects.build_field(space, props, name, type_id, required)


def _build_type(space: TypeSpace, name: str, declarations: Declarations) -> ir.TypeId:
    unconditional = [d for d in declarations if d[1].unconditional]
    informative = _select_informative(space, unconditional)
    if len(informative) > 1:
        schemas = [
            (prop, extend(conjunct.naming, name)) for prop, conjunct in informative
        ]
        return space.intersections.add(space, schemas, schemas[-1][1])
    ids = [space.build(prop) for prop, _ in informative or declarations]
    if len(distinct := tuple(dict.fromkeys(ids))) == 1:
        return distinct[0]
    prop, conjunct = declarations[0]
    type_id = ir.derive_id(prop.id, "any of")
    base = TypeBase(type_id, extend(conjunct.naming, name))
    return space.add(base.build(ir.Union, distinct))


def _select_informative(space: TypeSpace, declarations: Declarations) -> Declarations:
    """Return the declarations that constrain the value; the last one of equal declarations."""
    by_schema = {get_target_id(space, prop): (prop, c) for prop, c in declarations}
    distinct = [*by_schema.values()]
    return [d for d in distinct if _constrains(d[0])] or distinct[-1:]


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
