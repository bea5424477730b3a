"""The encoding of request bodies."""

from __future__ import annotations

from specpress import ir
from specpress.document.media_types import (
    is_binary,
    is_json,
    is_lines,
    is_text,
    is_xml,
    plain,
)
from specpress.python.types import PythonTypes


def body_kind(body: ir.Body, python: PythonTypes) -> str:
    """Return the encoding of a request body: json, lines, form, multipart, xml, text or raw."""
    name = plain(body.media_type)
    schema = python.plain(body.type) if body.type is not None else None
    if name == "application/x-www-form-urlencoded":
        return "form"
    if name.startswith("multipart/"):
        return "multipart"
    if is_lines(name) and isinstance(schema, ir.Array):
        return "lines"
    accepts_json = is_json(name) and not ("*" in name and schema is None)
    if accepts_json and not (body.type and python.is_binary(body.type)):
        return "json"
    if has_xml_structure(body.media_type, body.type, python):
        return "xml"
    return "text" if _takes_text(name, schema) else "raw"


def has_xml_structure(
    media_type: str | None, type_id: ir.TypeId | None, python: PythonTypes
) -> bool:
    """Return whether content is XML whose schema describes its elements."""
    is_typed = media_type is not None and type_id is not None and is_xml(media_type)
    return is_typed and type_id is not None and _is_structured(type_id, python, set())


def _is_structured(
    type_id: ir.TypeId, python: PythonTypes, visited: set[ir.TypeId]
) -> bool:
    """Return whether a type, or a variant of it, has properties or items."""
    schema = python.plain(type_id)
    if isinstance(schema, ir.Union) and schema.id not in visited:
        visited.add(schema.id)
        return any(_is_structured(v, python, visited) for v in schema.variants)
    return isinstance(schema, (ir.Object, ir.Map, ir.Array, ir.Tuple))


def _takes_text(name: str, schema: ir.Type | None) -> bool:
    """Return whether a body is text, or can be: it is not declared as the content of a file."""
    if is_text(name):
        return True
    match schema:
        case None:
            return name == "*/*" or is_lines(name)
        case ir.Scalar(kind=ir.ScalarKind.BYTES):
            return True
        case ir.Scalar(kind=kind):
            return kind is not ir.ScalarKind.BINARY and not is_binary(name)
        case _:
            return isinstance(schema, (ir.Enum, ir.Const)) or is_lines(name)


def text_type(body: ir.Body, python: PythonTypes) -> ir.TypeId | None:
    """Return the type of a text body whose values are not strings, such as numbers or bytes."""
    schema = python.plain(body.type) if body.type is not None else None
    if not isinstance(schema, (ir.Scalar, ir.Enum)):
        return None
    is_plain = schema.kind in (ir.ScalarKind.STRING, ir.ScalarKind.BINARY)
    return None if is_plain else body.type
