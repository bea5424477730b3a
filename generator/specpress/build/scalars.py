"""Scalars: strings with their formats, numbers, booleans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.build import keywords

if TYPE_CHECKING:
    from specpress.build.types import BaseParts, TypeSpace
    from specpress.resolve import Cursor

JSON_SCALARS = ("string", "integer", "number", "boolean")

FORMATS = {
    "date-time": ir.ScalarKind.DATETIME,
    "date": ir.ScalarKind.DATE,
    "time": ir.ScalarKind.TIME,
    "uuid": ir.ScalarKind.UUID,
    "byte": ir.ScalarKind.BYTES,
    "binary": ir.ScalarKind.BINARY,
    "decimal": ir.ScalarKind.DECIMAL,
}


def make(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """A string, number or boolean; a format without a type of its own stays what it is."""
    content = cursor.get("contentSchema") if _holds_json(cursor) else None
    if content is not None:
        return ir.JsonText(*base, space.build(content))
    return of_kind(cursor, base, keywords.kind_of(cursor))


def _holds_json(cursor: Cursor) -> bool:
    """Whether a string is said to hold JSON."""
    media_type = cursor.value.get("contentMediaType")
    plain = "contentEncoding" not in cursor.value and isinstance(media_type, str)
    return plain and "json" in media_type and keywords.kind_of(cursor) == "string"


def of_kind(cursor: Cursor, base: BaseParts, kind: str) -> ir.Scalar:
    """A scalar of a given JSON type."""
    if kind == ir.ScalarKind.STRING:
        return ir.Scalar(*base, _of_text(cursor))
    return ir.Scalar(*base, ir.ScalarKind(kind))


def _of_text(cursor: Cursor) -> ir.ScalarKind:
    """What a string holds, by its format or (since 3.1) by its encoding and media type."""
    schema = cursor.value
    declared = schema.get("format")
    known = FORMATS.get(declared) if isinstance(declared, str) else None
    if known is not None:
        return known
    if schema.get("contentEncoding") == "base64":
        return ir.ScalarKind.BYTES
    media_type = schema.get("contentMediaType")
    if isinstance(media_type, str) and "contentEncoding" not in schema:
        plain = media_type.startswith("text/") or "json" in media_type
        return ir.ScalarKind.STRING if plain else ir.ScalarKind.BINARY
    return ir.ScalarKind.STRING


def anything(space: TypeSpace, cursor: Cursor, base: BaseParts) -> ir.Type:
    """Any JSON value: the schema says nothing of its type."""
    return ir.Anything(*base)
