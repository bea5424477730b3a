"""Responses: content by media type, headers, examples."""

from __future__ import annotations

from specpress.document.media_types import complete
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.swagger.context import Context, MediaTypes
from specpress.swagger.media import (
    build_content,
    convert_content,
    read_examples,
    refer_in_content,
    select_media_types,
)
from specpress.swagger.parameters import convert_header
from specpress.swagger.parts import (
    ObjectBuilder,
    Part,
    Path,
    find_origin,
    keep,
)

# Keys of a response of Swagger; the others stay as they are.
CONVERTED = ("examples", "headers", "schema")


def convert_responses(
    cursor: Cursor, produces: MediaTypes, place: Path, context: Context
) -> Part:
    """Convert the responses of an operation."""
    if cursor.is_ref:
        holder = dict(cursor.value)
        context.refer(
            holder, cursor, lambda c, p: convert_responses(c, produces, p, context)
        )
        return Part(holder, find_origin(cursor))
    if not isinstance(cursor.value, dict):
        return keep(cursor)
    result = ObjectBuilder(find_origin(cursor))
    for status, entry in cursor.items():
        is_response = isinstance(entry.value, dict) and not status.startswith("x-")
        at = (*place, status)
        result.add(
            status,
            (
                _convert_entry(entry, produces, at, context)
                if is_response
                else keep(entry)
            ),
        )
    return result.build()


def convert_response(
    cursor: Cursor, produces: MediaTypes, place: Path, context: Context
) -> Part:
    """Convert a response; a reference stays one."""
    if cursor.is_ref:
        return _convert_entry(cursor, produces, place, context)
    if not isinstance(cursor.value, dict):
        return keep(cursor)
    schema = cursor.get("schema")
    names = select_media_types(produces, schema)
    schemas = convert_content(schema, names, (*place, "content"), context)
    return _build_response(cursor, schemas, place, context)


def _convert_entry(
    entry: Cursor, produces: MediaTypes, place: Path, context: Context
) -> Part:
    """Convert a response of an operation: a shared one stays shared."""
    if not entry.is_ref:
        return convert_response(entry, produces, place, context)
    target = entry.follow(Problems())
    holder = dict(entry.value)
    if not isinstance(target.value, dict) or "$ref" in target.value:
        return Part(holder, find_origin(entry))
    names = select_media_types(produces, target.get("schema"))
    if "schema" not in target.value or context.share(target, names):
        context.refer(
            holder, entry, lambda c, p: convert_response(c, produces, p, context)
        )
        return Part(holder, find_origin(entry))
    # Other operations produce the shared response with other media types.
    schemas = refer_in_content(target, names, context)
    return _build_response(target, schemas, place, context)


def _build_response(
    cursor: Cursor, schemas: dict[str, Part], place: Path, context: Context
) -> Part:
    response = ObjectBuilder(find_origin(cursor))
    response.keep(cursor, [key for key in cursor.value if key not in CONVERTED])
    headers = cursor.get("headers")
    if headers is not None and isinstance(headers.value, dict):
        converted = ObjectBuilder(find_origin(headers))
        for name, header in headers.items():
            at = (*place, "headers", name)
            converted.add(name, convert_header(header, at, context))
        response.add("headers", converted.build())
    response.add("content", _build_content(cursor, schemas))
    return response.build()


def _build_content(cursor: Cursor, schemas: dict[str, Part]) -> Part | None:
    """Return the content of a response with its examples; None without both."""
    examples = read_examples(cursor.get("examples"))
    typed = {name: e for name, e in examples.items() if "/" in complete(name)}
    if schemas:
        # An example of an undeclared media type is one of the same schema.
        schema = next(iter(schemas.values()))
        schemas |= {name: schema for name in typed if name not in schemas}
    if not schemas and not typed:
        return None
    content = build_content(schemas, typed, find_origin(cursor.get("schema") or cursor))
    others = {name: e for name, e in examples.items() if name not in typed}
    first = next(iter(content.value.values()))
    if others and "example" not in first:
        # Many documents have names of examples instead of media types.
        first["examples"] = {name: {"value": e.value} for name, e in others.items()}
    return content
