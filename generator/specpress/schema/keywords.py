"""Keywords of a single schema, read without building types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema.facts import get_facts
from specpress.schema.table import (
    ADDITIONAL,
    CHOICES,
    JSON_TYPES,
    SCHEMA_MAPS,
    Keyword,
    Reader,
    Value,
)

# Keywords that may narrow the target of a reference beside them (since 3.1).
NARROWING = frozenset(["format", "required", "type"])
TYPE_KEYWORDS = frozenset([*CHOICES, "const", "enum", "nullable", "type"])
STRING_FORMATS = frozenset(
    [
        "base64url",
        "binary",
        "byte",
        "date",
        "date-time",
        "decimal",
        "decimal128",
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
    schema = cursor.value if isinstance(cursor.value, dict) else {}
    lists = (key for key in ENUMS if isinstance(schema.get(key), list))
    keyword = next(lists, None)
    return cursor.child(keyword) if keyword is not None else None


def get_assertions(cursor: Cursor) -> frozenset[str]:
    """Return the keywords of a schema that constrain the value."""
    return get_facts(cursor).assertions


def get_json_types(cursor: Cursor) -> tuple[str, ...]:
    """Return the values of `type`; older dialects also have `file` and `any`."""
    return get_facts(cursor).json_types


def excludes_type(cursor: Cursor, json_type: str) -> bool:
    """Return whether `type` lists known types only, and not this one."""
    types = get_json_types(cursor) if json_type else ()
    return bool(types and json_type not in types and {*types} <= {*JSON_TYPES})


def infer_json_type(cursor: Cursor) -> str:
    """Return the first declared JSON type besides null, or infer it from the keywords."""
    facts = get_facts(cursor)
    if facts.json_type is not None:
        return facts.json_type
    has_format = "format" in facts.names
    is_text = has_format and nodes.get_text(cursor, "format") in STRING_FORMATS
    return "string" if is_text else "any"


def allows_null(cursor: Cursor) -> bool:
    """Return whether the schema accepts null, by `nullable` (3.0) or by JSON Schema."""
    facts = get_facts(cursor)
    if not facts.may_allow_null:
        return False
    return (
        cursor.value.get("nullable") is True
        or "null" in facts.json_types
        or _lists_null(cursor.value.get("enum"))
        or any(
            is_null_variant(variant)
            for key in CHOICES
            for variant in get_variants(cursor, key)
        )
    )


def constrains_type(cursor: Cursor) -> bool:
    """Return whether a schema restricts the type by its keywords, not only through `allOf`."""
    return not TYPE_KEYWORDS.isdisjoint(get_facts(cursor).names)


def is_only_null(cursor: Cursor) -> bool:
    """Return whether null is the only accepted value."""
    facts = get_facts(cursor)
    if not facts.may_allow_null and "const" not in facts.names:
        return False
    return is_null(cursor.value)


def is_null(schema: Any) -> bool:
    """Return whether a raw schema accepts null only."""
    if not isinstance(schema, dict):
        return False
    if "const" in schema:
        return schema["const"] is None
    return schema.get("type") in ("null", ["null"], [None]) or schema.get("enum") == [
        None
    ]


def is_null_variant(variant: Cursor) -> bool:
    """Return whether a variant, or the target of its reference, accepts null only."""
    return is_null(variant.follow(Problems()).value)


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
    facts = get_facts(cursor)
    if facts.names.isdisjoint(ADDITIONAL):
        return facts.shapes
    additional = {k for k in ADDITIONAL if isinstance(cursor.value.get(k), dict)}
    return facts.shapes | additional


def find_subschemas(
    cursor: Cursor, reader: Reader | None = None
) -> Iterator[tuple[Keyword, Cursor]]:
    """Yield each schema directly inside a schema, with its keyword, in the table's order.

    With `reader`, only the keywords of this reader. A `$ref` in place of a list or a mapping is
    resolved.
    """
    for keyword in get_facts(cursor).subschemas:
        if reader is None or reader in keyword.readers:
            for inner in _find_in_value(keyword, cursor.child(keyword.name)):
                yield keyword, inner


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
