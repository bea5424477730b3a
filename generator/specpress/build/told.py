"""Told: takes a schema, gives what it says of a value that no annotation can say, as sentences for a docstring."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from specpress import ir
from specpress.build import read
from specpress.resolve import Cursor

LONGEST = 60
"""A longer value is left to the document."""
PLAIN_FORMATS = frozenset(
    ["base64url", "binary", "byte", "date", "date-time", "decimal", "double", "email", "float", "int32", "int64", "password", "string", "time", "uri", "url", "uuid"]
)
"""Formats that have a type of their own, or that need no saying."""
NOTED = frozenset(
    ["contains", "default", "dependentRequired", "else", "exclusiveMaximum", "exclusiveMinimum", "externalDocs", "format", "maxItems", "maxLength", "maxProperties", "maximum", "minItems", "minLength", "minProperties", "minimum", "multipleOf", "not", "pattern", "propertyNames", "readOnly", "then", "uniqueItems", "writeOnly"]
)
"""The keywords of which a note tells."""
KIND_NAMES = {
    "array": "an array",
    "boolean": "a boolean",
    "integer": "an integer",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a string",
}


def text(cursor: Cursor, naming: ir.Naming) -> str:
    """The description of a schema and its notes."""
    if cursor.value is False:
        return "The document allows no value here."
    told = description(cursor, naming.steps[-1] if naming.steps else naming.root)
    return "\n\n".join(part for part in (told, " ".join(notes(cursor))) if part)


def description(cursor: Cursor, name: str) -> str:
    """The description; else that of a part without a name, or a title that says more than the name."""
    told = read.text(cursor, "description").strip()
    if told or not isinstance(cursor.value, dict):
        return told
    members = cursor.get("allOf")
    for member in members.elements() if members is not None else ():
        if not member.is_ref and read.text(member, "description").strip():
            return read.text(member, "description").strip()
    title = read.text(cursor, "title").strip()
    return title if title and _letters(title) != _letters(name) else ""


def notes(cursor: Cursor) -> tuple[str, ...]:
    """What else there is to know of a value, a sentence each."""
    schema = cursor.value
    if not isinstance(schema, dict) or NOTED.isdisjoint(schema):
        return ()
    return tuple(_notes(schema))


def value(found: Any) -> str | None:
    """A value as JSON text; a long one is left to the document."""
    written = json.dumps(found, ensure_ascii=False)
    return written if len(written) <= LONGEST else None


def _letters(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())


def _notes(schema: dict[str, Any]) -> Iterator[str]:
    yield from _range(schema, "minLength", "maxLength", " character")
    yield from _numbers(schema)
    if "prefixItems" not in schema:
        yield from _range(schema, "minItems", "maxItems", " item")
    yield from _range(schema, "minProperties", "maxProperties", " entry")
    if schema.get("uniqueItems") is True:
        yield "No item twice."
    yield from _words(schema)
    yield from _ruled_out(schema)
    yield from _default(schema)
    if schema.get("readOnly") is True:
        yield "Set by the server."
    if schema.get("writeOnly") is True:
        yield "Never sent by the server."
    yield from _elsewhere(schema)


def _default(schema: dict[str, Any]) -> Iterator[str]:
    if "default" in schema:
        written = value(schema["default"])
        if written is not None:
            yield f"Default: {written}."


def _words(schema: dict[str, Any]) -> Iterator[str]:
    """How a string, or the keys of an object, must be written."""
    pattern, named = schema.get("pattern"), schema.get("format")
    if isinstance(pattern, str) and len(pattern) <= LONGEST:
        yield f"Matches `{pattern}`."
    if isinstance(named, str) and named not in PLAIN_FORMATS:
        yield f"Format: {named}."
    keys = schema.get("propertyNames")
    if isinstance(keys, dict):
        if isinstance(keys.get("pattern"), str):
            yield f"Keys match `{keys['pattern']}`."
        if isinstance(keys.get("enum"), list):
            yield f"Keys: {', '.join(map(str, keys['enum']))}."


def _ruled_out(schema: dict[str, Any]) -> Iterator[str]:
    """What the document asks for beyond what a type can hold."""
    if "not" in schema:
        refused = _phrase(schema["not"])
        yield f"Not {refused}." if refused else "The document rules some values out."
    if "contains" in schema:
        wanted = _phrase(schema["contains"])
        yield f"Contains {wanted}." if wanted else "The document asks for a certain item."
    if {"then", "else"} & schema.keys():
        yield "Which fields go together depends on a condition in the document."
    together = schema.get("dependentRequired")
    for key, names in together.items() if isinstance(together, dict) else ():
        if isinstance(names, list):
            yield f"With `{key}` comes {', '.join(f'`{name}`' for name in names)}."


def _phrase(schema: Any) -> str | None:
    """A schema in a few words, where it is simple."""
    if not isinstance(schema, dict):
        return None
    if isinstance(schema.get("$ref"), str):
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    for keyword in ("const", "enum"):
        if keyword in schema:
            return value(schema[keyword])
    kind = schema.get("type")
    return KIND_NAMES.get(kind) if isinstance(kind, str) and len(schema) == 1 else None


def _elsewhere(schema: dict[str, Any]) -> Iterator[str]:
    docs = schema.get("externalDocs")
    if isinstance(docs, dict) and isinstance(docs.get("url"), str):
        yield f"See {docs['url']}"


def _range(
    schema: dict[str, Any], least: str, most: str, unit: str
) -> Iterator[str]:
    low, high = _count(schema.get(least)), _count(schema.get(most))
    low = None if low == 0 else low
    if low is not None and low == high:
        yield f"{low}{_of(unit, low)}."
    elif low is not None and high is not None:
        yield f"{low} to {high}{_of(unit, high)}."
    elif low is not None:
        yield f"At least {low}{_of(unit, low)}."
    elif high is not None:
        yield f"At most {high}{_of(unit, high)}."


def _of(unit: str, count: int) -> str:
    if count == 1:
        return unit
    return f"{unit.removesuffix('y')}ies" if unit.endswith("y") else f"{unit}s"


def _numbers(schema: dict[str, Any]) -> Iterator[str]:
    """The limits of a number, in both dialects: an exclusive limit is a number, or true beside one."""
    low, high = _limit(schema, "minimum"), _limit(schema, "maximum")
    above, below = _exclusive(schema, "minimum"), _exclusive(schema, "maximum")
    if above is None and below is None and low is not None and high is not None:
        yield f"{low} to {high}."
    else:
        for words, limit in (
            ("More than", above),
            ("At least", None if above is not None else low),
            ("Less than", below),
            ("At most", None if below is not None else high),
        ):
            if limit is not None:
                yield f"{words} {limit}."
    step = _limit(schema, "multipleOf")
    if step is not None:
        yield f"A multiple of {step}."


def _exclusive(schema: dict[str, Any], name: str) -> str | None:
    keyword = f"exclusive{name.capitalize()}"
    if schema.get(keyword) is True:
        return _limit(schema, name)
    return _limit(schema, keyword)


def _limit(schema: dict[str, Any], keyword: str) -> str | None:
    found = schema.get(keyword)
    number = isinstance(found, (int, float)) and not isinstance(found, bool)
    return json.dumps(found) if number else None


def _count(found: Any) -> int | None:
    whole = isinstance(found, int) and not isinstance(found, bool)
    return found if whole else None
