"""Dialect: takes a schema as OpenAPI writes it, gives the same as JSON Schema 2020-12, references by the place they lead to."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

import jsonschema_rs

from specpress.problems import Problems
from specpress.resolve import Cursor

PREFIX = "urn:specpress:"
KINDS = ("array", "boolean", "integer", "null", "number", "object", "string")
GIVEN = "x-given"
"""The values that a schema gives as examples or as its default."""
NOTES = ("discriminator", "readOnly", "writeOnly", "xml")
"""What is no assertion, and is read all the same."""
LIMITS = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))

Schema = Any
"""A JSON Schema: a mapping, or a boolean."""


def uri(cursor_id: str) -> str:
    """The URI of a schema in the document."""
    return PREFIX + quote(cursor_id, safe="")


def place(found: str) -> str:
    """The place that a URI stands for."""
    return unquote(found.removeprefix(PREFIX))


class SchemaReader:
    """Reads schemas for one direction: what is only written is not required of an answer, and the other way round."""

    def __init__(self, unasked: str, problems: Problems) -> None:
        self.unasked = unasked
        self.problems = problems
        self.cursors: dict[str, Cursor] = {}
        """The schemas that were referred to, by their URIs."""

    def read(self, cursor: Cursor) -> Schema:
        """The schema at a place."""
        value = cursor.value
        if not isinstance(value, dict):
            return value is not False
        made: dict[str, Any] = {}
        alone = cursor.is_ref and _is_old(cursor)
        for key, entry in value.items():
            # In OpenAPI 3.0, what stands beside a reference says nothing.
            read = KEYWORDS.get(key) if not alone else None
            found = read(self, cursor.child(key)) if read else None
            if found is not None:
                made[key] = found
            elif key in NOTES and entry is not None:
                made[key] = plain(entry)
        self._refer(cursor, made)
        self._settle(cursor, made)
        return _nullable(value, made)

    def reference(self, cursor: Cursor) -> str:
        """The URI of a schema, which is read when it is asked for."""
        self.cursors[uri(cursor.id)] = cursor
        return uri(cursor.id)

    def _refer(self, cursor: Cursor, made: dict[str, Any]) -> None:
        if cursor.is_ref:
            target = cursor.target(self.problems)
            if target is not None:
                made["$ref"] = self.reference(target)

    def _settle(self, cursor: Cursor, made: dict[str, Any]) -> None:
        """What one keyword says of another, in the older dialects and in OpenAPI."""
        given = [*_given(cursor, self.problems)]
        if given:
            made[GIVEN] = given
        for exclusive, limit in LIMITS:
            if cursor.value.get(exclusive) is True and limit in made:
                made[exclusive] = made.pop(limit)
        if isinstance(made.get("items"), list):
            made["prefixItems"] = made.pop("items")
        if "enum" in made or "const" in made or "pattern" in made:
            made.pop("format", None)
        if "required" in made:
            made["required"] = [n for n in made["required"] if self._asked(cursor, n)]

    def _asked(self, cursor: Cursor, name: str) -> bool:
        properties = cursor.get("properties")
        found = properties.get(name) if properties is not None else None
        if found is None:
            return True
        ways = (found, found.follow(self.problems))
        return not any(
            isinstance(way.value, dict) and way.value.get(self.unasked) is True
            for way in ways
        )


def _is_old(cursor: Cursor) -> bool:
    return str(cursor.workspace.main.tree.get("openapi")).startswith("3.0")


def _nullable(value: dict[str, Any], made: dict[str, Any]) -> Schema:
    """OpenAPI 3.0 says of null with a keyword of its own."""
    if value.get("nullable") is not True:
        return made
    notes = {key: made.pop(key) for key in (*NOTES, GIVEN) if key in made}
    return {"anyOf": [made, {"type": "null"}], **notes} if made else notes


def _given(cursor: Cursor, problems: Problems) -> list[Any]:
    found = [cursor.value[key] for key in ("example",) if key in cursor.value]
    several = cursor.value.get("examples")
    if isinstance(several, list):
        found.extend(several)
    elif isinstance(several, dict):
        # Not in the specification: the map of a media type, written at a schema.
        targets = (
            entry.follow(problems) for _, entry in cursor.child("examples").items()
        )
        found.extend(t.value["value"] for t in targets if "value" in (t.value or ()))
    if "default" in cursor.value:
        found.append(cursor.value["default"])
    return [plain(value) for value in found]


def plain(value: Any) -> Any:
    """A value of the document as JSON: YAML has dates, and keys that are no text."""
    if isinstance(value, dict):
        return {_key(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, str | int | float | None) else str(value)


def _key(key: Any) -> str:
    return ("true" if key else "false") if isinstance(key, bool) else str(key)


def _schema(reader: SchemaReader, cursor: Cursor) -> Schema:
    return reader.read(cursor)


def _items(reader: SchemaReader, cursor: Cursor) -> Schema:
    """One schema for all items; in older dialects a list, one for each place."""
    listed = isinstance(cursor.value, list)
    return _listed(reader, cursor) if listed else reader.read(cursor)


def _mapped(reader: SchemaReader, cursor: Cursor) -> dict[str, Schema] | None:
    target = (
        cursor.follow(reader.problems)
        if cursor.is_ref and isinstance(cursor.value["$ref"], str)
        else cursor
    )
    if not isinstance(target.value, dict):
        return None
    return {_key(key): reader.read(target.child(key)) for key in target.value}


def _patterns(reader: SchemaReader, cursor: Cursor) -> dict[str, Schema] | None:
    found = _mapped(reader, cursor) or {}
    return {key: schema for key, schema in found.items() if is_pattern(key)} or None


def _listed(reader: SchemaReader, cursor: Cursor) -> list[Schema] | None:
    return [reader.read(entry) for entry in cursor.elements()] or None


def _kinds(reader: SchemaReader, cursor: Cursor) -> list[str] | None:
    listed = cursor.value if isinstance(cursor.value, list) else [cursor.value]
    known = [kind for kind in listed if kind in KINDS]
    # A name of an older dialect, such as `file`, may stand for anything.
    return [*dict.fromkeys(known)] if known and len(known) == len(listed) else None


def _names(reader: SchemaReader, cursor: Cursor) -> list[str] | None:
    if not isinstance(cursor.value, list):
        return None
    return [*dict.fromkeys(n for n in cursor.value if isinstance(n, str))] or None


def _depending(reader: SchemaReader, cursor: Cursor) -> dict[str, list[str]] | None:
    return {name: _names(reader, entry) or [] for name, entry in cursor.items()} or None


def _values(reader: SchemaReader, cursor: Cursor) -> list[Any] | None:
    return (
        plain(cursor.value) if isinstance(cursor.value, list) and cursor.value else None
    )


def _number(reader: SchemaReader, cursor: Cursor) -> float | None:
    value = cursor.value
    sound = isinstance(value, int | float) and not isinstance(value, bool)
    return value if sound and math.isfinite(value) else None


def _step(reader: SchemaReader, cursor: Cursor) -> float | None:
    found = _number(reader, cursor)
    return found if found is not None and found > 0 else None


def _count(reader: SchemaReader, cursor: Cursor) -> int | None:
    found = _number(reader, cursor)
    return int(found) if found is not None and found >= 0 else None


def _flag(reader: SchemaReader, cursor: Cursor) -> bool | None:
    return cursor.value if isinstance(cursor.value, bool) else None


def _text(reader: SchemaReader, cursor: Cursor) -> str | None:
    return cursor.value if isinstance(cursor.value, str) else None


def _pattern(reader: SchemaReader, cursor: Cursor) -> str | None:
    found = _text(reader, cursor)
    if found is None or is_pattern(found):
        return found
    reader.problems.warning(
        cursor, f"{found!r} is no regular expression: it is not asked for"
    )
    return None


@lru_cache(4096)
def is_pattern(text: str) -> bool:
    """Whether a text is a regular expression."""
    try:
        jsonschema_rs.validator_for({"pattern": text})
    except (ValueError, jsonschema_rs.ValidationError):
        return False
    return True


KEYWORDS: dict[str, Callable[[SchemaReader, Cursor], Any]] = {
    "type": _kinds,
    "enum": _values,
    "const": lambda _, cursor: plain(cursor.value),
    "allOf": _listed,
    "anyOf": _listed,
    "oneOf": _listed,
    "prefixItems": _listed,
    "not": _schema,
    "if": _schema,
    "then": _schema,
    "else": _schema,
    "items": _items,
    "contains": _schema,
    "propertyNames": _schema,
    "additionalProperties": _schema,
    "unevaluatedProperties": _schema,
    "unevaluatedItems": _schema,
    "properties": _mapped,
    "patternProperties": _patterns,
    "dependentSchemas": _mapped,
    "dependentRequired": _depending,
    "required": _names,
    "minimum": _number,
    "maximum": _number,
    "exclusiveMinimum": _number,
    "exclusiveMaximum": _number,
    "multipleOf": _step,
    "minLength": _count,
    "maxLength": _count,
    "minItems": _count,
    "maxItems": _count,
    "minContains": _count,
    "maxContains": _count,
    "minProperties": _count,
    "maxProperties": _count,
    "uniqueItems": _flag,
    "pattern": _pattern,
    "format": _text,
}
"""The keywords that say what a value is, each with what reads its value; None is as if it were not there."""
