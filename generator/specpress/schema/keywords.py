"""Keywords of a single schema, read without building types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema.table import (
    ADDITIONAL,
    CHOICES,
    KEYWORDS,
    SCHEMA_MAPS,
    Keyword,
    Reader,
    Role,
    Value,
    names_of_role,
    names_of_type,
    names_read_by,
)

# Keywords that may narrow the target of a reference beside them (since 3.1).
NARROWING = frozenset(["format", "required", "type"])
TYPE_KEYWORDS = frozenset([*CHOICES, "const", "enum", "nullable", "type"])
# Keywords that do not constrain the value.
ANNOTATIONS = names_of_role(Role.ANNOTATION, Role.REFERENCE)
# Checked in this order to infer the type of a schema without `type`.
BY_TYPE = tuple(
    (json_type, names_of_type(json_type))
    for json_type in ("object", "array", "string", "number")
)
STRING_FORMATS = frozenset(
    [
        "base64url",
        "binary",
        "byte",
        "date",
        "date-time",
        "decimal",
        "email",
        "password",
        "time",
        "uri",
        "uuid",
    ]
)

# Keywords that list the values of an enum. All enums are open, so both are read alike.
ENUMS = ("enum", "x-extensible-enum")


def get_enum_values(cursor: Cursor) -> Cursor | None:
    """Return the list of the values of an enum, or None."""
    lists = (cursor.get(key) for key in ENUMS)
    return next((c for c in lists if c is not None and isinstance(c.value, list)), None)


def get_assertions(cursor: Cursor) -> frozenset[str]:
    """Return the keywords of a schema that constrain the value."""
    if not isinstance(cursor.value, dict):
        return frozenset()
    return frozenset(
        key
        for key in cursor.value
        if key not in ANNOTATIONS and not key.startswith("x-")
    )


def get_json_types(cursor: Cursor) -> list[str]:
    """Return the values of `type`; older dialects also have `file` and `any`."""
    declared = cursor.value.get("type") if isinstance(cursor.value, dict) else None
    if isinstance(declared, list):
        return list(dict.fromkeys(name for name in declared if isinstance(name, str)))
    return [declared] if isinstance(declared, str) else []


def infer_json_type(cursor: Cursor) -> str:
    """Return the first declared JSON type besides null, or infer it from the keywords."""
    declared = [name for name in get_json_types(cursor) if name != "null"]
    if declared:
        return declared[0]
    if not isinstance(cursor.value, dict):
        return "any"
    for json_type, type_keywords in BY_TYPE:
        if type_keywords & cursor.value.keys():
            return json_type
    return "string" if nodes.get_text(cursor, "format") in STRING_FORMATS else "any"


def allows_null(cursor: Cursor) -> bool:
    """Return whether the schema accepts null, by `nullable` (3.0) or by JSON Schema."""
    schema = cursor.value
    if not isinstance(schema, dict):
        return False
    return (
        schema.get("nullable") is True
        or "null" in get_json_types(cursor)
        or _lists_null(schema.get("enum"))
        or any(
            is_null(variant.value)
            for key in CHOICES
            for variant in get_variants(cursor, key)
        )
    )


def constrains_type(cursor: Cursor) -> bool:
    """Return whether a schema restricts the type by its keywords, not only through `allOf`."""
    schema = cursor.value
    return isinstance(schema, dict) and bool(TYPE_KEYWORDS & schema.keys())


def is_only_null(cursor: Cursor) -> bool:
    """Return whether null is the only accepted value."""
    return is_null(cursor.value)


def is_null(schema: Any) -> bool:
    """Return whether a raw schema accepts null only."""
    if not isinstance(schema, dict):
        return False
    if "const" in schema:
        return schema["const"] is None
    return schema.get("type") in ("null", ["null"]) or schema.get("enum") == [None]


def get_required(cursor: Cursor) -> list[str]:
    """Return the names of the required properties."""
    declared = cursor.value.get("required") if isinstance(cursor.value, dict) else None
    names = declared if isinstance(declared, list) else []
    return list(dict.fromkeys(name for name in names if isinstance(name, str)))


def _lists_null(values: Any) -> bool:
    return isinstance(values, list) and None in values


def get_variants(cursor: Cursor, key: str) -> Iterator[Cursor]:
    """Yield the variants of `oneOf` or `anyOf`; directly nested choices are flattened."""
    variants = cursor.get(key)
    for variant in variants.elements() if variants is not None else ():
        assertions = [] if variant.is_ref else [*get_assertions(variant)]
        if len(assertions) == 1 and assertions[0] in CHOICES:
            yield from get_variants(variant, assertions[0])
        else:
            yield variant


def narrows_target(cursor: Cursor, target: Cursor) -> bool:
    """Return whether `type`, `format` or `required` beside a reference narrow its target."""
    required = {*get_required(cursor)} - {*get_required(target)}
    if required and infer_json_type(target) in ("object", "any"):
        return True
    if not isinstance(target.value, dict) or get_shape_keywords(target):
        return False
    types, target_types = (
        {*get_json_types(schema)} - {"null"} for schema in (cursor, target)
    )
    if types not in (set(), target_types):
        return True
    is_plain_string = target_types == {"string"} and "format" not in target.value
    return is_plain_string and cursor.value.get("format") in STRING_FORMATS


def get_shape_keywords(cursor: Cursor) -> frozenset[str]:
    """Return the keywords that define the structure of a value, so that the schema needs a type."""
    schema = cursor.value if isinstance(cursor.value, dict) else {}
    return frozenset(
        key
        for key in schema
        if key in SHAPES or (key in ADDITIONAL and isinstance(schema[key], dict))
    )


def find_subschemas(
    cursor: Cursor, reader: Reader | None = None
) -> Iterator[tuple[Keyword, Cursor]]:
    """Yield each schema directly inside a schema, with its keyword, in the table's order.

    With `reader`, only the keywords of this reader. A `$ref` in place of a list or a mapping is
    resolved.
    """
    schema = cursor.value if isinstance(cursor.value, dict) else {}
    for keyword in KEYWORDS.values():
        if keyword.name not in schema or not keyword.has_schemas:
            continue
        if reader is None or reader in keyword.readers:
            value = cursor.child(keyword.name)
            yield from ((keyword, inner) for inner in _find_in_value(keyword, value))


def _find_in_value(keyword: Keyword, value: Cursor) -> Iterator[Cursor]:
    if keyword.value is Value.SCHEMA:
        yield value
        return
    is_single = keyword.value is Value.ITEM_SCHEMAS and not isinstance(
        value.value, list
    )
    if is_single:
        yield value
        return
    holder = value.follow(Problems()) if value.is_ref else value
    if keyword.value in SCHEMA_MAPS:
        yield from (entry for _, entry in holder.items())
    else:
        yield from holder.elements()


SHAPES = names_read_by(Reader.TYPES) - {*ADDITIONAL}
