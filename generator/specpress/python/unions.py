"""Unions: the order in which variants are tried, and the property that distinguishes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from specpress import ir

if TYPE_CHECKING:
    from specpress.python.types import PythonTypes

# A key, and the variant of each of its values.
Tag = tuple[str, Mapping[str, ir.TypeId]]
# Scalars from the most to the least specific.
SCALAR_ORDER = [
    ir.ScalarKind.DATETIME,
    ir.ScalarKind.DATE,
    ir.ScalarKind.TIME,
    ir.ScalarKind.UUID,
    ir.ScalarKind.BOOLEAN,
    ir.ScalarKind.INTEGER,
    ir.ScalarKind.DECIMAL_NUMBER,
    ir.ScalarKind.NUMBER,
    ir.ScalarKind.DECIMAL,
    ir.ScalarKind.STRING,
    ir.ScalarKind.BYTES,
    ir.ScalarKind.BINARY,
]


def sort_variants(python: PythonTypes, union: ir.Union) -> list[ir.TypeId]:
    """Return the variants with objects first, and with the most specific scalars first.

    Objects and arrays are in the order of the document: their content selects one.
    """
    indexes = {variant: n for n, variant in enumerate(union.variants)}
    return sorted(indexes, key=lambda v: (*_rank(python, v), indexes[v]))


def _rank(python: PythonTypes, type_id: ir.TypeId) -> tuple[int, int]:
    match python.plain(type_id):
        case ir.Object() | ir.Map():
            return 0, 0
        case ir.Union() as union if python.has_objects(union):
            return 0, 0
        case ir.Const():
            return 2, 0
        case ir.Scalar(kind=kind):
            return 4, SCALAR_ORDER.index(kind)
        case ir.Enum():
            # An open enum accepts any string or number: try it after exact scalars.
            return 4, SCALAR_ORDER.index(ir.ScalarKind.NUMBER)
        case _:
            return 3, 0


def find_tag(python: PythonTypes, union: ir.Union) -> Tag | None:
    """Return the key that distinguishes the objects, and the variant of each of its values."""
    if union.id not in python.tags:
        python.tags[union.id] = _find_tag(python, union)
    return python.tags[union.id]


def _find_tag(python: PythonTypes, union: ir.Union) -> Tag | None:
    if union.discriminator is not None and union.mapping:
        entries = (*union.mapping, *union.names)
        mapping = {v: t for v, t in entries if t != union.default_variant}
        return union.discriminator, mapping
    schemas = {v: python.plain(v) for v in union.variants}
    objects = {
        v: schema
        for v, schema in schemas.items()
        if isinstance(schema, (ir.Object, ir.Map))
    }
    return _find_implicit_tag(python, objects) if len(objects) > 1 else None


def _find_implicit_tag(
    python: PythonTypes, objects: Mapping[ir.TypeId, ir.Type]
) -> Tag | None:
    """Return a property that every variant requires, each with a different constant."""
    tables = {v: _list_constants(python, schema) for v, schema in objects.items()}
    for name in next(iter(tables.values())):
        mapping = {table[name]: v for v, table in tables.items() if name in table}
        if len(mapping) == len(tables):
            return name, mapping
    return None


def _list_constants(python: PythonTypes, schema: ir.Type) -> dict[str, str]:
    """Return the required properties of an object that have only one value, and that value."""
    constants: dict[str, str] = {}
    for field in schema.fields if isinstance(schema, ir.Object) else ():
        property_schema = python.plain(field.type)
        value: object = None
        if isinstance(property_schema, ir.Enum) and len(property_schema.members) == 1:
            value = property_schema.members[0].value
        elif isinstance(property_schema, ir.Const):
            value = property_schema.value
        if field.is_required_in_responses and isinstance(value, str):
            constants[field.wire] = value
    return constants


def tag_to_text(value: Any) -> str:
    """Return the key of a mapping for the value of a tag; JSON if the value is not a string."""
    return value if isinstance(value, str) else json.dumps(value)


def tag_from_text(text: str, like: Any) -> Any:
    """Return the value of a tag for a key of a mapping; `like` is a value of the same type."""
    if like is None or isinstance(like, str):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
