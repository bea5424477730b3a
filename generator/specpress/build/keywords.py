"""Keywords: what a schema says of itself, read without building anything."""

from __future__ import annotations

from typing import Any

from specpress.build import read
from specpress.resolve import Cursor

ANNOTATIONS = frozenset(
    [
        "$anchor",
        "$comment",
        "$dynamicAnchor",
        "$dynamicRef",
        "$id",
        "$ref",
        "$schema",
        "default",
        "deprecated",
        "description",
        "example",
        "examples",
        "externalDocs",
        "nullable",
        "readOnly",
        "summary",
        "title",
        "writeOnly",
        "xml",
    ]
)
"""Keywords that do not say what a value is."""
OBJECT = frozenset(
    [
        "additionalProperties",
        "dependentRequired",
        "dependentSchemas",
        "maxProperties",
        "minProperties",
        "patternProperties",
        "properties",
        "propertyNames",
        "required",
        "unevaluatedProperties",
    ]
)
ARRAY = frozenset(
    ["contains", "items", "maxItems", "minItems", "prefixItems", "uniqueItems"]
)
STRING = frozenset(
    ["contentEncoding", "contentMediaType", "maxLength", "minLength", "pattern"]
)
NUMBER = frozenset(
    ["exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"]
)
BY_KIND = (
    ("object", OBJECT),
    ("array", ARRAY),
    ("string", STRING),
    ("number", NUMBER),
)
STRING_FORMATS = frozenset(
    ["binary", "byte", "date", "date-time", "email", "password", "time", "uri", "uuid"]
)


ENUMS = ("enum", "x-extensible-enum")
"""Where the values of an enum are listed; the second says in its name what holds for both."""


def enumerated(cursor: Cursor) -> Cursor | None:
    """The list of the values of an enum; None where there is none that is a list."""
    lists = (cursor.get(key) for key in ENUMS)
    return next((c for c in lists if c is not None and isinstance(c.value, list)), None)


def says(cursor: Cursor) -> frozenset[str]:
    """The keywords of a schema that say what a value is."""
    if not isinstance(cursor.value, dict):
        return frozenset()
    return frozenset(
        key
        for key in cursor.value
        if key not in ANNOTATIONS and not key.startswith("x-")
    )


def kinds(cursor: Cursor) -> list[str]:
    """The JSON types that the schema names; `file` and `any` are names of older dialects."""
    found = cursor.value.get("type")
    listed = found if isinstance(found, list) else [found]
    return list(dict.fromkeys(kind for kind in listed if isinstance(kind, str)))


def kind_of(cursor: Cursor) -> str:
    """The JSON type of a schema that names none or one: by its keywords."""
    named = [kind for kind in kinds(cursor) if kind != "null"]
    if named:
        return named[0]
    for kind, words in BY_KIND:
        if words & cursor.value.keys():
            return kind
    return "string" if read.text(cursor, "format") in STRING_FORMATS else "any"


def is_object(cursor: Cursor) -> bool:
    """Whether the schema speaks of objects."""
    return isinstance(cursor.value, dict) and kind_of(cursor) == "object"


def allows_null(cursor: Cursor) -> bool:
    """Whether null is a value of the schema, in either dialect."""
    schema = cursor.value
    return (
        schema.get("nullable") is True
        or "null" in kinds(cursor)
        or _lists_null(schema.get("enum"))
        or any(is_null(variant) for variant in _variants(schema))
    )


def is_only_null(cursor: Cursor) -> bool:
    """Whether null is the only value."""
    return is_null(cursor.value)


def is_null(schema: Any) -> bool:
    """Whether a schema, as it stands in the tree, takes null alone."""
    if not isinstance(schema, dict):
        return False
    if "const" in schema:
        return schema["const"] is None
    return schema.get("type") in ("null", ["null"]) or schema.get("enum") == [None]


def required(cursor: Cursor) -> set[str]:
    """The names that the schema requires."""
    names = cursor.value.get("required")
    listed = names if isinstance(names, list) else []
    return {name for name in listed if isinstance(name, str)}


def _lists_null(values: Any) -> bool:
    return isinstance(values, list) and None in values


def _variants(schema: dict[str, Any]) -> list[Any]:
    return [
        variant
        for key in ("oneOf", "anyOf")
        if isinstance(schema.get(key), list)
        for variant in schema[key]
    ]


def shapes(cursor: Cursor) -> frozenset[str]:
    """The keywords of a schema that give a value a shape of its own, beside a reference or in `allOf`."""
    schema = cursor.value if isinstance(cursor.value, dict) else {}
    return frozenset(
        key
        for key in schema
        if key in SHAPES or (key in FREE_KEYS and isinstance(schema[key], dict))
    )


SHAPES = frozenset(
    [
        "allOf",
        "anyOf",
        "const",
        "dependentSchemas",
        "else",
        "enum",
        "items",
        "oneOf",
        "patternProperties",
        "prefixItems",
        "properties",
        "then",
    ]
)
FREE_KEYS = frozenset(["additionalProperties", "unevaluatedProperties"])
