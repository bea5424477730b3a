"""Scalars: strings with their formats, numbers, booleans, null."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor

JSON_SCALARS = ("string", "integer", "number", "boolean")

FORMATS = {
    "date-time": ir.ScalarKind.DATETIME,
    "date": ir.ScalarKind.DATE,
    "uuid": ir.ScalarKind.UUID,
    "byte": ir.ScalarKind.BYTES,
}


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """A string, number or boolean; a format without a type of its own stays what it is."""
    kinds = cursor.value["type"]
    listed = [kinds] if isinstance(kinds, str) else kinds
    kind = next(kind for kind in listed if kind in JSON_SCALARS)
    return of_kind(cursor, base, kind)


def of_kind(cursor: Cursor, base: BaseParts, kind: str) -> ir.Scalar:
    """A scalar of a given JSON type."""
    if kind == ir.ScalarKind.STRING:
        declared = cursor.value.get("format")
        known = FORMATS.get(declared) if isinstance(declared, str) else None
        return ir.Scalar(*base, known or ir.ScalarKind.STRING)
    return ir.Scalar(*base, ir.ScalarKind(kind))


def make_null(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """Null and nothing else."""
    return ir.Const(*base, None)


def anything(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """Any JSON value: the schema says nothing of its type."""
    return ir.Anything(*base)
