"""Scalars: strings with their formats, numbers, booleans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specpress import ir
from specpress.schema import keywords
from specpress.schema.facts import get_facts

if TYPE_CHECKING:
    from specpress.document.resolve import Cursor
    from specpress.reader.type_base import TypeBase
    from specpress.reader.types import TypeSpace

JSON_SCALARS = ("string", "integer", "number", "boolean")

# Keywords that change the type of a scalar.
ENCODINGS = ("contentEncoding", "contentMediaType")
CONTENT_KEYWORDS = ("format", *ENCODINGS)
KINDS = {kind.value: kind for kind in ir.ScalarKind}
FORMATS = {
    "date-time": ir.ScalarKind.DATETIME,
    "date": ir.ScalarKind.DATE,
    "time": ir.ScalarKind.TIME,
    "uuid": ir.ScalarKind.UUID,
    "byte": ir.ScalarKind.BYTES,
    "binary": ir.ScalarKind.BINARY,
    "decimal": ir.ScalarKind.DECIMAL,
    "decimal128": ir.ScalarKind.DECIMAL,
}
# Formats of numbers whose digits a float would lose.
DECIMAL_FORMATS = ("decimal", "decimal128")
# By `contentEncoding`; binary is the encoding of bytes as they are (RFC 2045, 6.2).
CONTENT_ENCODINGS = {
    "base64": ir.ScalarKind.BYTES,
    "binary": ir.ScalarKind.BINARY,
}


def build(space: TypeSpace, cursor: Cursor, base: TypeBase) -> ir.Type:
    """Build a string, number or boolean; unknown formats are ignored."""
    json_type = keywords.infer_json_type(cursor)
    if get_facts(cursor).names.isdisjoint(CONTENT_KEYWORDS):
        return base.build(ir.Scalar, KINDS[json_type])
    content = cursor.get("contentSchema") if _contains_json(cursor) else None
    if content is not None:
        return base.build(ir.JsonText, space.build(content))
    return build_scalar(cursor, base, json_type)


def _contains_json(cursor: Cursor) -> bool:
    media_type = cursor.value.get("contentMediaType")
    if not isinstance(media_type, str) or "json" not in media_type:
        return False
    is_encoded = "contentEncoding" in cursor.value
    return not is_encoded and keywords.infer_json_type(cursor) == "string"


def build_scalar(cursor: Cursor, base: TypeBase, json_type: str) -> ir.Scalar:
    """Build a scalar of a JSON type."""
    if json_type == ir.ScalarKind.STRING:
        return base.build(ir.Scalar, _get_string_kind(cursor))
    is_number = json_type == ir.ScalarKind.NUMBER
    if is_number and cursor.value.get("format") in DECIMAL_FORMATS:
        return base.build(ir.Scalar, ir.ScalarKind.DECIMAL_NUMBER)
    return base.build(ir.Scalar, ir.ScalarKind(json_type))


def _get_string_kind(cursor: Cursor) -> ir.ScalarKind:
    """Return the kind of a string by its format or, since 3.1, by its encoding and media type."""
    schema = cursor.value
    declared = schema.get("format")
    kind = FORMATS.get(declared) if isinstance(declared, str) else None
    if kind is not None or get_facts(cursor).names.isdisjoint(ENCODINGS):
        return kind or ir.ScalarKind.STRING
    encoded = CONTENT_ENCODINGS.get(str(schema.get("contentEncoding")))
    if encoded is not None:
        return encoded
    media_type = schema.get("contentMediaType")
    if isinstance(media_type, str) and "contentEncoding" not in schema:
        is_text = media_type.startswith("text/") or "json" in media_type
        return ir.ScalarKind.STRING if is_text else ir.ScalarKind.BINARY
    return ir.ScalarKind.STRING


def build_anything(space: TypeSpace, cursor: Cursor, base: TypeBase) -> ir.Type:
    """Build the type of a schema that does not constrain the JSON type."""
    return base.build(ir.Anything)
