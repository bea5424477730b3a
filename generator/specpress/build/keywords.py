"""Keywords: what a schema says of itself, read without building anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specpress.build import read
from specpress.resolve import Cursor

CHOICES = ("oneOf", "anyOf")
NARROWING = frozenset(["format", "required", "type"])
TYPING = frozenset(["anyOf", "const", "enum", "nullable", "oneOf", "type"])
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
    ["base64url", "binary", "byte", "date", "date-time", "decimal", "email", "password", "time", "uri", "uuid"]
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
    found = cursor.value.get("type") if isinstance(cursor.value, dict) else None
    if isinstance(found, list):
        return list(dict.fromkeys(kind for kind in found if isinstance(kind, str)))
    return [found] if isinstance(found, str) else []


def kind_of(cursor: Cursor) -> str:
    """The JSON type of a schema that names none or one: by its keywords."""
    named = [kind for kind in kinds(cursor) if kind != "null"]
    if named:
        return named[0]
    if not isinstance(cursor.value, dict):
        return "any"
    for kind, words in BY_KIND:
        if words & cursor.value.keys():
            return kind
    return "string" if read.text(cursor, "format") in STRING_FORMATS else "any"


def allows_null(cursor: Cursor) -> bool:
    """Whether null is a value of the schema, in either dialect."""
    schema = cursor.value
    if not isinstance(schema, dict):
        return False
    return (
        schema.get("nullable") is True
        or "null" in kinds(cursor)
        or _lists_null(schema.get("enum"))
        or any(
            is_null(variant.value)
            for key in CHOICES
            for variant in variants(cursor, key)
        )
    )


def speaks_of_types(cursor: Cursor) -> bool:
    """Whether a schema says itself which types of values there are, not only through its parts."""
    schema = cursor.value
    return isinstance(schema, dict) and bool(TYPING & schema.keys())


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


def required(cursor: Cursor) -> list[str]:
    """The names that the schema requires."""
    names = cursor.value.get("required") if isinstance(cursor.value, dict) else None
    listed = names if isinstance(names, list) else []
    return list(dict.fromkeys(name for name in listed if isinstance(name, str)))


def _lists_null(values: Any) -> bool:
    return isinstance(values, list) and None in values


def variants(cursor: Cursor, key: str) -> Iterator[Cursor]:
    """The variants of a choice; of one that is nothing but a choice itself, its variants."""
    listed = cursor.get(key)
    for variant in listed.elements() if listed is not None else ():
        said = [] if variant.is_ref else [*says(variant)]
        if len(said) == 1 and said[0] in CHOICES:
            yield from variants(variant, said[0])
        else:
            yield variant


def narrows(cursor: Cursor, target: Cursor) -> bool:
    """Whether the type, the format or the requirements beside a reference say more than its target does."""
    if kind_of(target) in ("object", "any") and {*required(cursor)} - {*required(target)}:
        return True
    if not isinstance(target.value, dict) or shapes(target):
        return False
    own, known = ({*kinds(schema)} - {"null"} for schema in (cursor, target))
    plain = known == {"string"} and "format" not in target.value
    return own not in (set(), known) or (plain and cursor.value.get("format") in STRING_FORMATS)


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
