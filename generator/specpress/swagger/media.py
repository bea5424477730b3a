"""The content of bodies and responses: one entry per media type."""

from __future__ import annotations

from specpress.document import media_types
from specpress.document.load import Origin
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.swagger.context import Context, MediaTypes
from specpress.swagger.parts import (
    ObjectBuilder,
    Part,
    Path,
    find_origin,
    keep,
)
from specpress.swagger.schemas import convert_schema

JSON = "application/json"
BINARY = "application/octet-stream"
# Media types of files, besides images and the like.
OPAQUE = (
    "application/gzip",
    "application/pdf",
    "application/tar",
    "application/x-gzip",
    "application/x-tar",
    "application/x-zip-compressed",
    "application/zip",
)
# References to the type of a schema that are followed.
MAX_REFERENCES = 20


def read_media_types(holder: Cursor, key: str) -> MediaTypes | None:
    """Return the media types in `consumes` or `produces`; None if the object has no such key."""
    node = holder.get(key)
    if node is None:
        return None
    values = node.value if isinstance(node.value, list) else [node.value]
    return tuple(dict.fromkeys(v for v in values if isinstance(v, str) and v))


def convert_content(
    schema: Cursor | None, names: MediaTypes, place: Path, context: Context
) -> dict[str, Part]:
    """Return the schema by media type: the same one for each of them."""
    if schema is None:
        return {}
    context.move(schema, (*place, names[0], "schema"))
    part = convert_schema(schema, context)
    return dict.fromkeys(names, part)


def build_content(
    schemas: dict[str, Part], examples: dict[str, Part], origin: Origin
) -> Part:
    """Return the value of `content`."""
    content = ObjectBuilder(Origin(origin.document, origin.path))
    for name in dict.fromkeys((*schemas, *examples)):
        entry = ObjectBuilder(Origin(origin.document, origin.path))
        entry.add("schema", schemas.get(name))
        entry.add("example", examples.get(name))
        content.add(name, entry.build())
    return content.build()


def refer_in_content(
    target: Cursor, names: MediaTypes, context: Context
) -> dict[str, Part]:
    """Return a reference to the schema of a shared object by media type."""
    if target.get("schema") is None:
        return {}
    schemas = {}
    for name in names:
        holder: dict[str, str] = {}
        context.refer_to(holder, target, "schema")
        schemas[name] = Part(holder, find_origin(target.child("schema")))
    return schemas


def read_examples(node: Cursor | None) -> dict[str, Part]:
    """Return examples by media type."""
    return {
        name: keep(entry)
        for name, entry in (node.items() if node is not None else ())
        if not name.startswith("x-") and name != "$ref"
    }


def select_media_types(names: MediaTypes, schema: Cursor | None) -> MediaTypes:
    """Return the media types of a value: the listed ones, unless none of them can contain it.

    Documents list the media type of a download for an operation, thus also for its errors.
    """
    type_name = _find_type(schema)
    if type_name == "file":
        return names or (BINARY,)
    if type_name in ("object", "array") and all(map(_is_opaque, names)):
        return (JSON,)
    return names or (JSON,)


def _is_opaque(name: str) -> bool:
    """Return whether content of a media type is never an object or an array."""
    name = media_types.plain(media_types.complete(name))
    return media_types.is_binary(name) or name in OPAQUE


def _find_type(schema: Cursor | None) -> str:
    """Return the type of a schema, as far as it decides about media types."""
    for _ in range(MAX_REFERENCES):
        if schema is None or not schema.is_ref:
            break
        schema = schema.target(Problems())
    value = schema.value if schema is not None else None
    if not isinstance(value, dict):
        return ""
    if value.get("format") == "file":
        return "file"
    if isinstance(value.get("type"), str):
        return str(value["type"])
    return "object" if "properties" in value or "allOf" in value else ""
