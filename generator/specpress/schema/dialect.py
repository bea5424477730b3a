"""Translate OpenAPI schemas to JSON Schema 2020-12."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

from specpress.document.patterns import MAX_PATTERN, compile_pattern, is_slow
from specpress.document.pointers import escape_step, unescape_step
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema.json_values import json_key, read_json, to_json
from specpress.schema.table import JSON_TYPES, KEYWORDS, Reader, Value

URI_PREFIX = "#/$defs/"
# Precedes the id of a base: the union of the base and its subtypes.
UNION_PREFIX = "union:"
# Collects `example`, `examples` and `default` of a schema under one keyword.
EXAMPLES = "x-examples"
# The format of a schema whose values need not have it, but samples should.
FORMAT_HINT = "x-format"
# Documents often pair these with a format that their own values violate.
FORMAT_RIVALS = ("enum", "const", "pattern")
# Keywords that assert nothing, kept because samples and XML depend on them.
ANNOTATIONS = ("contentEncoding", "discriminator", "readOnly", "writeOnly", "xml")
LIMITS = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))
_QUOTED = {code: quote(chr(code), safe="") for code in range(128)}

# A JSON Schema: a mapping or a boolean.
Schema = Any


def schema_uri(cursor_id: str) -> str:
    """Return the reference to the schema with this id, in a schema whose `$defs` contain it."""
    step = escape_step(cursor_id)
    # `quote` visits each character, and most ids are ASCII.
    return URI_PREFIX + (
        step.translate(_QUOTED) if step.isascii() else quote(step, safe="")
    )


def cursor_id(uri: str) -> str:
    """Return the id of the schema that a reference denotes: the inverse of `schema_uri`."""
    step = uri.removeprefix(URI_PREFIX).replace("%23", "#")
    return unescape_step(unquote(step) if "%" in step else step)


@dataclass(frozen=True, slots=True)
class Subtypes:
    """Schemas that extend a base through `allOf`, one of which the discriminator selects.

    Attributes:
        variants: The schemas by their ids.
        selected: The schemas by the values of the discriminator.
    """

    property_name: str
    variants: Mapping[str, Cursor]
    selected: Mapping[str, Cursor]


class SchemaReader:
    """Translator of schemas for one direction, requests or responses.

    Args:
        excluded: ``readOnly`` or ``writeOnly``: properties marked with it are not required.
        read_value: Returns the value at a cursor as JSON.
    """

    def __init__(
        self,
        excluded: str,
        problems: Problems,
        read_value: Callable[[Cursor], Any] = read_json,
    ) -> None:
        self.excluded = excluded
        self.problems = problems
        self.read_value = read_value
        # Targets of references by URI, translated when first used.
        self.cursors: dict[str, Cursor] = {}
        # Set while schemas are read: the references in them, and if they have a discriminator or a slow pattern.
        self.references: list[str] = []
        self.has_discriminator = False
        self.has_slow_pattern = False
        # By the id of the base. A reference to it denotes the union of base and subtypes.
        self.subtypes: Mapping[str, Subtypes] = {}

    def read(self, cursor: Cursor) -> Schema:
        """Return the schema at `cursor` in JSON Schema 2020-12."""
        value = cursor.value
        if not isinstance(value, dict):
            return value is not False
        schema: dict[str, Any] = {}
        # OpenAPI 3.0 ignores every keyword next to `$ref`.
        is_only_ref = cursor.is_ref and _is_openapi_3_0(cursor)
        for key, entry in value.items():
            if not is_only_ref and key in VALUE_READERS:
                keyword_value = VALUE_READERS[key](entry)
            elif not is_only_ref and key in CURSOR_READERS:
                keyword_value = CURSOR_READERS[key](self, cursor.child(key))
            else:
                keyword_value = None
            # Null is a valid value of `const` only.
            is_null = key == "const" and entry is None and not is_only_ref
            if keyword_value is not None or is_null:
                schema[key] = keyword_value
            elif key in ANNOTATIONS and entry is not None:
                schema[key] = to_json(entry)
        self.has_discriminator |= "discriminator" in schema
        self._add_ref(cursor, schema)
        self._adapt_keywords(cursor, schema)
        return _allow_null(value, schema)

    def reference(self, cursor: Cursor) -> str:
        """Return the URI of the schema at `cursor` and remember its position."""
        uri = schema_uri(cursor.id)
        self.cursors[uri] = cursor
        return uri

    def refer(self, cursor: Cursor) -> Schema:
        """Return a schema that refers to the one at `cursor`, as part of a schema that is read."""
        uri = self.reference(cursor)
        self.references.append(uri)
        return {"$ref": uri}

    def read_target(self, uri: str) -> Schema:
        """Return the schema that a reference denotes."""
        cursor = self.cursors[uri]
        is_union = cursor_id(uri) == UNION_PREFIX + cursor.id
        return self._read_union(cursor) if is_union else self.read(cursor)

    def _add_ref(self, cursor: Cursor, schema: dict[str, Any]) -> None:
        if cursor.is_ref:
            target = cursor.target(self.problems)
            if target is None:
                return
            schema["$ref"] = self.reference(target)
            if target.id in self.subtypes and not self._is_extension(cursor, target):
                schema["$ref"] = schema_uri(UNION_PREFIX + target.id)
                self.cursors[schema["$ref"]] = target
            self.references.append(schema["$ref"])

    def _is_extension(self, cursor: Cursor, base: Cursor) -> bool:
        """Return whether a reference is the one by which a subtype extends its base."""
        members = cursor.parent
        if members is None or members.key != "allOf" or members.parent is None:
            return False
        return members.parent.id in self.subtypes[base.id].variants

    def _read_union(self, base: Cursor) -> Schema:
        """Return the union of the subtypes of a schema and of the schema itself."""
        subtypes = self.subtypes[base.id]
        mapping = {value: variant.id for value, variant in subtypes.selected.items()}
        variants = (*subtypes.variants.values(), base)
        references = [*map(self.reference, variants)]
        self.references += references
        self.has_discriminator = True
        return {
            "anyOf": [{"$ref": reference} for reference in references],
            "discriminator": {
                "propertyName": subtypes.property_name,
                "mapping": mapping,
            },
        }

    def _adapt_keywords(self, cursor: Cursor, schema: dict[str, Any]) -> None:
        """Rewrite keywords whose meaning differs in OpenAPI or in older drafts."""
        self._add_examples(cursor, schema)
        for exclusive, limit in LIMITS:
            # Draft 4: `exclusiveMinimum: true` modifies `minimum`.
            if limit in schema and cursor.value.get(exclusive) is True:
                schema[exclusive] = schema.pop(limit)
        if isinstance(schema.get("items"), list):
            schema["prefixItems"] = schema.pop("items")
        if "format" in schema and not schema.keys().isdisjoint(FORMAT_RIVALS):
            schema[FORMAT_HINT] = schema.pop("format")
        if "required" in schema:
            schema["required"] = [
                name for name in schema["required"] if self._is_required(cursor, name)
            ]

    def _add_examples(self, cursor: Cursor, schema: dict[str, Any]) -> None:
        examples = _read_examples(self, cursor)
        if examples:
            schema[EXAMPLES] = examples

    def _is_required(self, cursor: Cursor, name: str) -> bool:
        """Return False for a property that the other direction alone contains."""
        properties = cursor.get("properties")
        property_ = properties.get(name) if properties is not None else None
        if property_ is None:
            return True
        return not any(
            isinstance(schema.value, dict) and schema.value.get(self.excluded) is True
            for schema in (property_, property_.follow(self.problems))
        )


def _is_openapi_3_0(cursor: Cursor) -> bool:
    return cursor.workspace.version == "3.0"


def _allow_null(value: dict[str, Any], schema: dict[str, Any]) -> Schema:
    """Translate ``nullable`` of OpenAPI 3.0 to a union with null."""
    if "nullable" not in value or value["nullable"] is not True:
        return schema
    annotations = {
        key: schema.pop(key) for key in (*ANNOTATIONS, EXAMPLES) if key in schema
    }
    if not schema:
        return annotations
    return {"anyOf": [schema, {"type": "null"}], **annotations}


def _read_examples(reader: SchemaReader, cursor: Cursor) -> list[Any]:
    examples = [cursor.get("example")]
    listed = cursor.get("examples")
    if listed is not None and isinstance(listed.value, list):
        examples += listed.elements()
    elif listed is not None:
        # Not valid in a schema, but common: the `examples` map of a media type.
        targets = (entry.follow(reader.problems) for _, entry in listed.items())
        examples += (target.get("value") for target in targets)
    examples.append(cursor.get("default"))
    return [reader.read_value(example) for example in filter(None, examples)]


# Readers of keyword values: each returns None for a value to ignore.


def _read_schema(reader: SchemaReader, cursor: Cursor) -> Schema:
    return reader.read(cursor)


def _read_items(reader: SchemaReader, cursor: Cursor) -> Schema:
    """Read one schema for all items or, in older drafts, a list with one per index."""
    is_list = isinstance(cursor.value, list)
    return _read_schemas(reader, cursor) if is_list else reader.read(cursor)


def _read_schema_map(reader: SchemaReader, cursor: Cursor) -> dict[str, Schema] | None:
    target = (
        cursor.follow(reader.problems)
        if cursor.is_ref and isinstance(cursor.value.get("$ref"), str)
        else cursor
    )
    if not isinstance(target.value, dict):
        return None
    # The target of a reference may contain this map.
    read = reader.read if target is cursor else reader.refer
    return {
        key if type(key) is str else json_key(key): read(target.child(key))
        for key in target.value
    }


def _read_patterns(reader: SchemaReader, cursor: Cursor) -> dict[str, Schema] | None:
    schemas = _read_schema_map(reader, cursor) or {}
    reader.has_slow_pattern |= any(map(is_slow, schemas))
    return {
        pattern: schema for pattern, schema in schemas.items() if is_pattern(pattern)
    } or None


def _read_schemas(reader: SchemaReader, cursor: Cursor) -> list[Schema] | None:
    return [reader.read(entry) for entry in cursor.elements()] or None


def _read_types(value: Any) -> list[str] | None:
    is_list = isinstance(value, list)
    names = value if is_list else [value]
    names = ["null" if name is None and is_list else name for name in names]
    types = [name for name in names if name in JSON_TYPES]
    # With a name of an older dialect, such as `file`, any value may be meant.
    return [*dict.fromkeys(types)] if types and len(types) == len(names) else None


def _read_names(value: Any) -> list[str] | None:
    if not isinstance(value, list):
        return None
    return [*dict.fromkeys(n for n in value if isinstance(n, str))] or None


def _read_dependent_required(
    reader: SchemaReader, cursor: Cursor
) -> dict[str, list[str]] | None:
    return {
        name: _read_names(entry.value) or [] for name, entry in cursor.items()
    } or None


def _read_enum(reader: SchemaReader, cursor: Cursor) -> list[Any] | None:
    is_usable = isinstance(cursor.value, list) and cursor.value
    return reader.read_value(cursor) if is_usable else None


def _read_number(value: Any) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and math.isfinite(value) else None


def _read_multiple(value: Any) -> float | None:
    number = _read_number(value)
    return number if number is not None and number > 0 else None


def _read_count(value: Any) -> int | None:
    number = _read_number(value)
    return int(number) if number is not None and number >= 0 else None


def _read_flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _read_string(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _read_pattern(reader: SchemaReader, cursor: Cursor) -> str | None:
    pattern = read_pattern(cursor, reader.problems)
    if pattern is not None:
        reader.has_slow_pattern |= is_slow(pattern)
    return pattern


def read_pattern(cursor: Cursor, problems: Problems) -> str | None:
    """Return the pattern at `cursor`; None, with a warning, if it is not a regular expression."""
    pattern = _read_string(cursor.value)
    if pattern is None or is_pattern(pattern):
        return pattern
    fault, hint = f"{pattern!r} is not a valid regular expression", "correct it"
    if len(pattern) > MAX_PATTERN:
        fault = f"{len(pattern):,} characters, at most {MAX_PATTERN:,} are read"
        hint = "shorten it"
    message = f"{fault}; pattern ignored"
    problems.warning(cursor, message, f"{hint}, or remove it", code="invalid-pattern")
    return None


def is_pattern(text: str) -> bool:
    """Return whether `text` is a regular expression that the validator accepts."""
    return compile_pattern(text) is not None


# Most keywords need no cursor, which would remain in memory.
_VALUE_READERS: dict[Value, Callable[[Any], Any]] = {
    Value.STRING: _read_string,
    Value.FLAG: _read_flag,
    Value.NUMBER: _read_number,
    Value.POSITIVE: _read_multiple,
    Value.COUNT: _read_count,
    Value.NAMES: _read_names,
    Value.TYPES: _read_types,
}
_CURSOR_READERS: dict[Value, Callable[[SchemaReader, Cursor], Any]] = {
    Value.SCHEMA: _read_schema,
    Value.SCHEMAS: _read_schemas,
    Value.ITEM_SCHEMAS: _read_items,
    Value.SCHEMA_MAP: _read_schema_map,
    Value.PATTERN_MAP: _read_patterns,
    Value.PATTERN: _read_pattern,
    Value.NAMES_MAP: _read_dependent_required,
    Value.LIST: _read_enum,
    Value.ANY: lambda reader, cursor: reader.read_value(cursor),
}
_TRANSLATED = [k for k in KEYWORDS.values() if Reader.DIALECT in k.readers]
VALUE_READERS = {
    keyword.name: _VALUE_READERS[keyword.value]
    for keyword in _TRANSLATED
    if keyword.value in _VALUE_READERS
}
CURSOR_READERS = {
    keyword.name: _CURSOR_READERS[keyword.value]
    for keyword in _TRANSLATED
    if keyword.name not in VALUE_READERS
}
