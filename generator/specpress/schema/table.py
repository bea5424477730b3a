"""The table of schema keywords.

Each fact about a keyword is recorded here once. This module depends on no other one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

JsonSchema = dict[str, Any]
JSON_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")


class Value(Enum):
    """The values of a keyword; those with schemas come first."""

    SCHEMA = auto()
    SCHEMAS = auto()
    ITEM_SCHEMAS = auto()
    """One schema or, before 2020-12, a list of schemas."""
    SCHEMA_MAP = auto()
    PATTERN_MAP = auto()
    STRING = auto()
    PATTERN = auto()
    FLAG = auto()
    NUMBER = auto()
    POSITIVE = auto()
    COUNT = auto()
    NAMES = auto()
    NAMES_MAP = auto()
    TYPES = auto()
    LIST = auto()
    OBJECT = auto()
    DISCRIMINATOR = auto()
    ANY = auto()


SCHEMA_MAPS = (Value.SCHEMA_MAP, Value.PATTERN_MAP)
SCHEMA_VALUES = (Value.SCHEMA, Value.SCHEMAS, Value.ITEM_SCHEMAS, *SCHEMA_MAPS)

_SCHEMA: JsonSchema = {"$dynamicRef": "#meta"}
_SCHEMA_MAP: JsonSchema = {"type": "object", "additionalProperties": _SCHEMA}
_STRING: JsonSchema = {"type": "string"}
_ARRAY: JsonSchema = {"type": "array"}
_OBJECT: JsonSchema = {"type": "object"}
_NAMES: JsonSchema = {**_ARRAY, "items": _STRING}
_TYPE: JsonSchema = {"enum": JSON_TYPES}
# The JSON Schema of each kind of value.
VALUE_SCHEMAS: dict[Value, JsonSchema] = {
    Value.SCHEMA: _SCHEMA,
    Value.SCHEMAS: {**_ARRAY, "items": _SCHEMA},
    Value.ITEM_SCHEMAS: _SCHEMA,
    Value.SCHEMA_MAP: _SCHEMA_MAP,
    Value.PATTERN_MAP: _SCHEMA_MAP,
    Value.STRING: _STRING,
    Value.PATTERN: _STRING,
    Value.FLAG: {"type": "boolean"},
    Value.NUMBER: {"type": "number"},
    Value.POSITIVE: {"type": "number", "exclusiveMinimum": 0},
    Value.COUNT: {"type": "integer", "minimum": 0},
    Value.NAMES: _NAMES,
    Value.NAMES_MAP: {**_OBJECT, "additionalProperties": _NAMES},
    Value.TYPES: {"anyOf": [_TYPE, {**_ARRAY, "items": _TYPE}]},
    Value.LIST: _ARRAY,
    Value.OBJECT: _OBJECT,
    Value.DISCRIMINATOR: {
        **_OBJECT,
        "required": ["propertyName"],
        "properties": {
            "propertyName": _STRING,
            "mapping": {**_OBJECT, "additionalProperties": _STRING},
        },
    },
    Value.ANY: {},
}


class Role(Enum):
    """The effect of a keyword."""

    ANNOTATION = auto()
    """It does not constrain the value."""
    ASSERTION = auto()
    VALUES = auto()
    """It lists the accepted values."""
    COMPOSITION = auto()
    """It combines the schema with others that apply to the same value."""
    REFERENCE = auto()
    """A composition by reference; the keyword itself does not constrain the value."""
    DEFINITIONS = auto()
    """It contains schemas that apply only where something refers to them."""


class Entry(Enum):
    """The names of the entries of a keyword's list or mapping."""

    PLAIN = auto()
    """Like the keyword."""
    KEY = auto()
    INDEX = auto()
    VARIANT = auto()
    """By the differences between the variants."""
    COMPONENT = auto()
    """Like a component, at the top level of a document."""


class Reader(Enum):
    """A part of the generator that reads a keyword by this table."""

    TYPES = auto()
    """The keyword is part of a type's structure; the census counts the schemas in it."""
    DIALECT = auto()
    """It is translated to JSON Schema, for the mock server and for samples."""
    SAMPLES = auto()
    """Samples construct values for it; other keywords are checked by validation."""
    NOTES = auto()
    """A docstring describes it."""


ALL_VERSIONS = ("3.0", "3.1", "3.2")
SINCE_3_1 = ("3.1", "3.2")
NOTED = frozenset([Reader.NOTES])
NOT_SAMPLED = frozenset([Reader.DIALECT])
READ = frozenset([Reader.DIALECT, Reader.SAMPLES])
TYPED = READ | {Reader.TYPES}
NOT_READ: frozenset[Reader] = frozenset()


@dataclass(frozen=True, slots=True)
class Keyword:
    """The facts about a keyword of a schema."""

    name: str
    value: Value
    role: Role = Role.ASSERTION
    readers: frozenset[Reader] = NOT_READ
    json_type: str = ""
    """The type that a schema with this keyword has by default."""
    versions: tuple[str, ...] = ALL_VERSIONS
    """Versions of OpenAPI that define it; none for a keyword of an older JSON Schema."""
    step: str | None = None
    """The step that it adds to the name of a schema; by default its own name."""
    entries: Entry = Entry.PLAIN

    @property
    def has_schemas(self) -> bool:
        """True if the value is a schema or contains schemas."""
        return self.value in SCHEMA_VALUES

    def has_entries(self, value: object) -> bool:
        """Return whether the schemas in this value are the entries of a list or a mapping."""
        is_list = self.has_schemas and isinstance(value, list)
        return is_list or self.value in SCHEMA_MAPS


def _define_all(names: str, value: Value, **facts: Any) -> list[Keyword]:
    """Define keywords that differ in their name only."""
    return [Keyword(name, value, **facts) for name in names.split()]


_COMPOSED: dict[str, Any] = {
    "role": Role.COMPOSITION,
    "readers": TYPED,
    "step": "",
}
_NOTED_COMPOSED: dict[str, Any] = {**_COMPOSED, "readers": TYPED | NOTED}
_OBJECTS: dict[str, Any] = {"json_type": "object", "readers": READ | NOTED}
_ARRAYS: dict[str, Any] = {"json_type": "array", "readers": READ | NOTED}
_STRINGS: dict[str, Any] = {"json_type": "string", "readers": READ | NOTED}
_NUMBERS: dict[str, Any] = {"json_type": "number", "readers": READ | NOTED}
_ANNOTATION: dict[str, Any] = {"role": Role.ANNOTATION}
_DEFINED: dict[str, Any] = {
    "role": Role.DEFINITIONS,
    "step": "",
    "entries": Entry.COMPONENT,
}
_NEW: dict[str, Any] = {"versions": SINCE_3_1}
_OLD: dict[str, Any] = {"versions": ()}

_COMPOSITIONS = [
    Keyword("allOf", Value.SCHEMAS, **_COMPOSED),
    Keyword("oneOf", Value.SCHEMAS, **_NOTED_COMPOSED, entries=Entry.VARIANT),
    Keyword("anyOf", Value.SCHEMAS, **_NOTED_COMPOSED, entries=Entry.VARIANT),
    Keyword("if", Value.SCHEMA, readers=READ, **_NEW),
    Keyword("then", Value.SCHEMA, **_NOTED_COMPOSED, **_NEW),
    Keyword("else", Value.SCHEMA, **_NOTED_COMPOSED, **_NEW),
    Keyword("not", Value.SCHEMA, readers=NOT_SAMPLED | NOTED),
]
_OF_OBJECTS = [
    Keyword(
        "properties",
        Value.SCHEMA_MAP,
        readers=TYPED,
        json_type="object",
        step="",
        entries=Entry.KEY,
    ),
    Keyword(
        "patternProperties",
        Value.PATTERN_MAP,
        readers=TYPED,
        json_type="object",
        step="Value",
        **_NEW,
    ),
    Keyword(
        "additionalProperties",
        Value.SCHEMA,
        readers=TYPED,
        json_type="object",
        step="Value",
    ),
    Keyword(
        "unevaluatedProperties",
        Value.SCHEMA,
        readers=NOT_SAMPLED | {Reader.TYPES},
        json_type="object",
        step="Value",
        **_NEW,
    ),
    Keyword(
        "dependentSchemas",
        Value.SCHEMA_MAP,
        role=Role.COMPOSITION,
        readers=NOT_SAMPLED | NOTED | {Reader.TYPES},
        json_type="object",
        step="",
        **_NEW,
    ),
    Keyword(
        "propertyNames",
        Value.SCHEMA,
        readers=NOT_SAMPLED | NOTED,
        json_type="object",
        **_NEW,
    ),
    Keyword("required", Value.NAMES, json_type="object", readers=READ),
    Keyword("dependentRequired", Value.NAMES_MAP, **_OBJECTS, **_NEW),
    *_define_all("minProperties maxProperties", Value.COUNT, **_OBJECTS),
]
_OF_ARRAYS = [
    Keyword(
        "items",
        Value.ITEM_SCHEMAS,
        readers=TYPED,
        json_type="array",
        step="Item",
        entries=Entry.INDEX,
    ),
    Keyword(
        "prefixItems",
        Value.SCHEMAS,
        readers=TYPED,
        json_type="array",
        step="Item",
        entries=Entry.INDEX,
        **_NEW,
    ),
    Keyword(
        "contains",
        Value.SCHEMA,
        readers=NOT_SAMPLED | NOTED,
        json_type="array",
        step="Item",
        **_NEW,
    ),
    # A type is built only if `items` is missing.
    Keyword("unevaluatedItems", Value.SCHEMA, readers=NOT_SAMPLED, **_NEW),
    *_define_all("minItems maxItems", Value.COUNT, **_ARRAYS),
    Keyword("uniqueItems", Value.FLAG, **_ARRAYS),
    *_define_all("minContains maxContains", Value.COUNT, readers=READ, **_NEW),
]
_OF_SCALARS = [
    *_define_all("minLength maxLength", Value.COUNT, **_STRINGS),
    Keyword("pattern", Value.PATTERN, **_STRINGS),
    *_define_all(
        "contentEncoding contentMediaType", Value.STRING, json_type="string", **_NEW
    ),
    # A type is built only for content in JSON.
    Keyword("contentSchema", Value.SCHEMA, step="Content", **_NEW),
    *_define_all("minimum maximum", Value.NUMBER, **_NUMBERS),
    *_define_all("exclusiveMinimum exclusiveMaximum", Value.NUMBER, **_NUMBERS),
    Keyword("multipleOf", Value.POSITIVE, **_NUMBERS),
]
_OF_VALUES = [
    Keyword("type", Value.TYPES, readers=READ),
    Keyword("format", Value.STRING, readers=READ | NOTED),
    Keyword("const", Value.ANY, role=Role.VALUES, readers=TYPED, **_NEW),
    Keyword("enum", Value.LIST, role=Role.VALUES, readers=TYPED),
    Keyword("discriminator", Value.DISCRIMINATOR),
]
_REFERENCES = [
    Keyword("$ref", Value.STRING, role=Role.REFERENCE),
    Keyword("$dynamicRef", Value.STRING, role=Role.REFERENCE, **_NEW),
    Keyword("$defs", Value.SCHEMA_MAP, **_DEFINED, **_NEW),
    Keyword("definitions", Value.SCHEMA_MAP, **_DEFINED, **_OLD),
]
_ANNOTATIONS = [
    *_define_all(
        "$anchor $comment $dynamicAnchor", Value.STRING, **_ANNOTATION, **_NEW
    ),
    *_define_all("$id $schema", Value.STRING, **_ANNOTATION, **_NEW),
    *_define_all("title description", Value.STRING, **_ANNOTATION),
    Keyword("deprecated", Value.FLAG, **_ANNOTATION),
    *_define_all("readOnly writeOnly", Value.FLAG, readers=NOTED, **_ANNOTATION),
    Keyword("nullable", Value.FLAG, role=Role.ANNOTATION, versions=("3.0",)),
    Keyword("default", Value.ANY, readers=NOTED, **_ANNOTATION),
    Keyword("example", Value.ANY, **_ANNOTATION),
    Keyword("examples", Value.LIST, **_ANNOTATION, **_NEW),
    Keyword("externalDocs", Value.OBJECT, readers=NOTED, **_ANNOTATION),
    Keyword("xml", Value.OBJECT, **_ANNOTATION),
    Keyword("summary", Value.ANY, **_ANNOTATION, **_OLD),
]

KEYWORDS: dict[str, Keyword] = {
    keyword.name: keyword
    for group in (
        _OF_OBJECTS,
        _OF_ARRAYS,
        _OF_SCALARS,
        _OF_VALUES,
        _COMPOSITIONS,
        _REFERENCES,
        _ANNOTATIONS,
    )
    for keyword in group
}


def names_of_type(json_type: str) -> frozenset[str]:
    """Return the keywords that a schema has for values of this type."""
    return frozenset(k.name for k in KEYWORDS.values() if k.json_type == json_type)


def names_of_role(*roles: Role) -> frozenset[str]:
    """Return the keywords with one of these roles."""
    return frozenset(k.name for k in KEYWORDS.values() if k.role in roles)


def names_of_limits(prefix: str) -> tuple[str, ...]:
    """Return the keywords that limit a number or a count: `min` from below, `max` from above."""
    limits = (Value.NUMBER, Value.COUNT)
    names = (k.name for k in KEYWORDS.values() if k.value in limits)
    return tuple(n for n in names if prefix in n.lower() and "ontains" not in n)


def names_read_by(reader: Reader) -> frozenset[str]:
    """Return the keywords that a part of the generator reads."""
    return frozenset(k.name for k in KEYWORDS.values() if reader in k.readers)


# The keywords that choose between variants.
CHOICES = tuple(k.name for k in KEYWORDS.values() if k.entries is Entry.VARIANT)
# All lists of schemas that apply to the same value as the schema itself.
COMPOSED_LISTS = tuple(
    k.name
    for k in KEYWORDS.values()
    if k.role is Role.COMPOSITION and k.value is Value.SCHEMAS
)
# The schemas of undeclared properties, or false.
ADDITIONAL = tuple(
    k.name
    for k in KEYWORDS.values()
    if k.json_type == "object" and k.value is Value.SCHEMA and Reader.TYPES in k.readers
)
# Keywords that combine or negate schemas for the same value, and those that the runtime evaluates.
CONDITION = ("if", "then", "else")
COMBINATIONS = ("not", *CONDITION, "anyOf", "oneOf", "contains", "propertyNames")
EVALUATED_SCHEMAS = ("not", *CONDITION, "contains", "propertyNames")
EVALUATED_LISTS = ("anyOf", "oneOf", "allOf", "prefixItems")
# Keywords with a schema of the value itself, and with one of all entries that others do not describe.
SAME_VALUE = ("not", *CONDITION)
OTHER_ENTRIES = (*ADDITIONAL, "items", "unevaluatedItems", "contains")
# Keywords with schemas by name.
NAMED_SCHEMAS = tuple(k.name for k in KEYWORDS.values() if k.value in SCHEMA_MAPS)

# Keywords that may forbid an array of one item, or an object with its required properties only.
DEMANDING = (
    *("minItems", "maxItems", "contains", "prefixItems"),
    *("minProperties", "propertyNames", "required", "dependentRequired"),
    *("allOf", "anyOf", "oneOf", "not", "if", "enum", "const"),
)
