"""Parameters in paths, queries and headers, and the headers of responses."""

from __future__ import annotations

from typing import Any

from specpress.document.resolve import Cursor
from specpress.swagger.context import Context
from specpress.swagger.parts import (
    ObjectBuilder,
    Part,
    Path,
    find_origin,
    keep,
)
from specpress.swagger.schemas import convert_schema

BODY = "body"
FORM = "formData"
# Keys that stay in the parameter or the header; the others describe the type.
OWN_KEYS = frozenset(
    ["$ref", "allowEmptyValue", "description", "in", "name", "required"]
)
DEPRECATED = "x-deprecated"
EXAMPLES = ("x-example", "x-examples")
# Styles by `collectionFormat`; OpenAPI has no tabs, and separators other than commas only in queries.
DELIMITED = {
    "ssv": "spaceDelimited",
    "tsv": "tabDelimited",
    "pipes": "pipeDelimited",
}
# Extensions that describe the type.
TYPE_EXTENSIONS = ("x-ms-enum", "x-specpress-state")


def convert_parameter(cursor: Cursor, place: Path, context: Context) -> Part | None:
    """Convert a parameter that is neither a body nor a field of a form; a reference stays one."""
    if cursor.is_ref or not isinstance(cursor.value, dict):
        return convert_reference(cursor, context, convert_parameter)
    location = cursor.value.get("in")
    if location in (BODY, FORM):
        return None
    result = ObjectBuilder(find_origin(cursor))
    keys = [key for key in cursor.value if not is_type_key(key)]
    result.keep(cursor, [key for key in keys if key not in (*EXAMPLES, DEPRECATED)])
    if DEPRECATED in keys:
        result.add("deprecated", keep(cursor.child(DEPRECATED)))
    _add_examples(cursor, result)
    if "schema" not in cursor.value and "content" not in cursor.value:
        result.add("schema", build_schema(cursor, (*place, "schema"), context))
    else:
        _convert_own_schema(cursor, result, context)
    _add_style(cursor, location == "query", result)
    return result.build()


def convert_header(cursor: Cursor, place: Path, context: Context) -> Part:
    """Convert a header of a response."""
    if not isinstance(cursor.value, dict) or cursor.is_ref:
        return keep(cursor)
    result = ObjectBuilder(find_origin(cursor))
    result.keep(cursor, [key for key in cursor.value if not is_type_key(key)])
    if "schema" not in cursor.value:
        result.add("schema", build_schema(cursor, (*place, "schema"), context))
    else:
        _convert_own_schema(cursor, result, context)
    if _get_format(cursor) in DELIMITED:
        format_ = cursor.child("collectionFormat")
        message = f"the header {cursor.key!r} has collectionFormat {format_.value!r}: read as csv"
        hint = "OpenAPI has commas in headers only"
        context.problems.warning(format_, message, hint, code="invalid-style")
    return result.build()


def convert_reference(cursor: Cursor, context: Context, convert: Any) -> Part:
    """Return a reference whose target `convert` converts if it is in another file."""
    part = keep(cursor)
    if not cursor.is_ref:
        return part
    holder = dict(cursor.value)
    context.refer(holder, cursor, lambda c, place: convert(c, place, context))
    return Part(holder, part.origin)


def is_type_key(key: str) -> bool:
    """Return whether a key describes the type of a parameter."""
    if key in OWN_KEYS or key in ("content", "schema", "style", "explode"):
        return False
    return not key.startswith("x-") or key in TYPE_EXTENSIONS or "enum" in key.lower()


def build_schema(cursor: Cursor, place: Path, context: Context) -> Part:
    """Return the schema of an object that contains the keywords of its type."""
    schema = ObjectBuilder(find_origin(cursor))
    keys = [key for key in cursor.value if is_type_key(key)]
    typed = cursor.with_value({k: cursor.value[k] for k in keys})
    whole = convert_schema(typed, context)
    for key, value in whole.value.items():
        written = whole.origin.child(key)
        schema.add(key, Part(value, written.copy()))
    for key in keys:
        context.move(cursor, (*place, key), key)
    _drop_collection_formats(schema.value, cursor, context)
    return schema.build()


def get_style(cursor: Cursor) -> tuple[str | None, bool | None]:
    """Return style and `explode` of an array that is not written with commas in one value."""
    collection = _get_format(cursor)
    if cursor.value.get("type") != "array":
        return None, None
    if collection in DELIMITED:
        return DELIMITED[collection], False
    return None, collection == "multi"


def _get_format(cursor: Cursor) -> str:
    collection = cursor.value.get("collectionFormat")
    return collection if isinstance(collection, str) else ""


def _add_style(cursor: Cursor, is_query: bool, result: ObjectBuilder) -> None:
    """Add style and `explode` to an array: the default of queries repeats the name."""
    style, explode = get_style(cursor)
    node = cursor.get("collectionFormat")
    written = find_origin(node) if node is not None else None
    if style is not None:
        result.set("style", style, written)
    if explode is False and (is_query or style is not None):
        result.set("explode", False, written)


def _convert_own_schema(
    cursor: Cursor, result: ObjectBuilder, context: Context
) -> None:
    """Convert the schema of an object that has one, as in OpenAPI 3."""
    schema = cursor.get("schema")
    if schema is not None:
        result.add("schema", convert_schema(schema, context))


def _add_examples(cursor: Cursor, result: ObjectBuilder) -> None:
    """Add the example of an extension that other tools read; the first one of several."""
    node = cursor.get("x-example")
    examples = cursor.get("x-examples")
    if node is None and examples is not None:
        node = next((entry for _, entry in examples.items()), None)
        node = node or next(examples.elements(), None)
    if node is not None:
        result.add("example", keep(node))


def _drop_collection_formats(schema: Any, cursor: Cursor, context: Context) -> None:
    """Remove `collectionFormat`, and warn about arrays in arrays."""
    schema.pop("collectionFormat", None)
    path: tuple[str, ...] = ("items",)
    items = schema.get("items")
    while isinstance(items, dict):
        items.pop("collectionFormat", None)
        if items.get("type") == "array":
            message = f"parameter {cursor.value.get('name')!r} has arrays in an array"
            hint = "OpenAPI 3 has no format for them: inner arrays are sent as JSON"
            at = cursor.at(path)
            context.problems.warning(at, message, hint, code="undefined-keys")
        items, path = items.get("items"), (*path, "items")
