"""Unions: in which order variants are tried, and what tells them apart: a discriminator, or a constant of each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from specpress import ir

if TYPE_CHECKING:
    from specpress.views.python_types import PythonTypes

ORDER = [
    ir.ScalarKind.DATETIME,
    ir.ScalarKind.DATE,
    ir.ScalarKind.TIME,
    ir.ScalarKind.UUID,
    ir.ScalarKind.BOOLEAN,
    ir.ScalarKind.INTEGER,
    ir.ScalarKind.NUMBER,
    ir.ScalarKind.DECIMAL,
    ir.ScalarKind.STRING,
    ir.ScalarKind.BYTES,
    ir.ScalarKind.BINARY,
]
"""Scalars from the one that takes least to the one that takes most."""


def ordered(python: PythonTypes, union: ir.Union) -> list[ir.TypeId]:
    """The variants as they are tried: objects that demand most first, then others that take least first."""
    places = {variant: n for n, variant in enumerate(union.variants)}
    return sorted(places, key=lambda v: (*_rank(python, v), places[v]))


def _rank(python: PythonTypes, type_id: ir.TypeId) -> tuple[int, int]:
    match python.plain(type_id):
        case ir.Object() as found:
            return 0, -len(demands(python, found))
        case ir.Map():
            return 1, 0
        case ir.Const():
            return 2, 0
        case ir.Scalar(kind=kind):
            return 4, ORDER.index(kind)
        case ir.Enum():
            return 4, ORDER.index(ir.ScalarKind.NUMBER)
        case _:
            return 3, 0


def demands(python: PythonTypes, found: ir.Object) -> set[str]:
    """The keys without which a value cannot be this object."""
    return {
        field.wire
        for field in found.fields
        if field.required and not python.is_nullable(field.type)
    }


def tag(
    python: PythonTypes, union: ir.Union
) -> tuple[str, Mapping[str, ir.TypeId]] | None:
    """The key that tells the objects apart, and the variant of each of its values."""
    if union.discriminator is not None and union.mapping:
        named = {v: t for v, t in union.mapping if t != union.otherwise}
        return union.discriminator, named
    kinds = {v: python.plain(v) for v in union.variants}
    objects = {
        v: kind for v, kind in kinds.items() if isinstance(kind, (ir.Object, ir.Map))
    }
    return _implicit(python, objects) if len(objects) > 1 else None


def _implicit(
    python: PythonTypes, objects: Mapping[ir.TypeId, ir.Type]
) -> tuple[str, Mapping[str, ir.TypeId]] | None:
    """A property that every variant requires and that has a constant of its own in each."""
    tables = {v: _constants(python, found) for v, found in objects.items()}
    for name in next(iter(tables.values())):
        mapping = {table[name]: v for v, table in tables.items() if name in table}
        if len(mapping) == len(tables):
            return name, mapping
    return None


def _constants(python: PythonTypes, found: ir.Type) -> dict[str, str]:
    """The properties of an object that are required and have one value, with that value."""
    constants: dict[str, str] = {}
    for field in found.fields if isinstance(found, ir.Object) else ():
        value = python.plain(field.type)
        if isinstance(value, ir.Enum) and len(value.members) == 1:
            told: object = value.members[0].value
        else:
            told = value.value if isinstance(value, ir.Const) else None
        if field.required and isinstance(told, str):
            constants[field.wire] = told
    return constants


def tag_text(value: Any) -> str:
    """The text that a mapping has for the value of a tag: of what is no text, its JSON."""
    return value if isinstance(value, str) else json.dumps(value)


def tag_value(text: str, like: Any) -> Any:
    """The value of a tag that a mapping has this text for; `like` is one of its type."""
    if like is None or isinstance(like, str):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
