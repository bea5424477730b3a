"""Specification: the JSON Schema of a line of versions, as openapi-spec-validator brings it, with Schema Objects.

For 3.1 and 3.2 that schema takes any mapping for a Schema Object. Here its keywords are told, as JSON Schema
2020-12 and OpenAPI have them; other keywords may stand beside them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs

from specpress.problems import Step

LINES = ("3.0", "3.1", "3.2")
Schema = dict[str, Any]

TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
SCHEMA: Schema = {"$dynamicRef": "#meta"}
TEXT: Schema = {"type": "string"}
LIST: Schema = {"type": "array"}
MAPPING: Schema = {"type": "object"}
KIND: Schema = {"enum": TYPES}
DISCRIMINATOR: Schema = {
    **MAPPING,
    "required": ["propertyName"],
    "properties": {
        "propertyName": TEXT,
        "mapping": {**MAPPING, "additionalProperties": TEXT},
    },
}
KEYWORDS: dict[str, Schema] = {
    "additionalProperties contains contentSchema else if items not propertyNames then": SCHEMA,
    "unevaluatedItems unevaluatedProperties": SCHEMA,
    "allOf anyOf oneOf prefixItems": {**LIST, "items": SCHEMA},
    "$defs definitions dependentSchemas patternProperties properties": {
        **MAPPING,
        "additionalProperties": SCHEMA,
    },
    "$anchor $comment $dynamicAnchor $dynamicRef $id $ref $schema": TEXT,
    "contentEncoding contentMediaType description format pattern title": TEXT,
    "deprecated nullable readOnly uniqueItems writeOnly": {"type": "boolean"},
    "exclusiveMaximum exclusiveMinimum maximum minimum": {"type": "number"},
    "multipleOf": {"type": "number", "exclusiveMinimum": 0},
    "maxContains maxItems maxLength maxProperties": {"type": "integer", "minimum": 0},
    "minContains minItems minLength minProperties": {"type": "integer", "minimum": 0},
    "dependentRequired": {**MAPPING, "additionalProperties": {**LIST, "items": TEXT}},
    "type": {"anyOf": [KIND, {**LIST, "items": KIND}]},
    "required": {**LIST, "items": TEXT},
    "enum examples": LIST,
    "externalDocs xml": MAPPING,
    "discriminator": DISCRIMINATOR,
    "const default example": {},
}
"""What the value of each keyword must be; keywords of one kind stand in one text."""


def schema_object() -> Schema:
    """What a Schema Object of 3.1 and 3.2 is."""
    kinds = {key: kind for keys, kind in KEYWORDS.items() for key in keys.split()}
    return {
        "$dynamicAnchor": "meta",
        "type": ["object", "boolean"],
        "properties": kinds,
    }


def _brought() -> Path:
    """The schemas that openapi-spec-validator brings; importing it would take longer than all else together."""
    package = find_spec("openapi_spec_validator")
    assert package is not None and package.origin is not None
    return Path(package.origin).with_name("resources") / "schemas"


@dataclass(frozen=True, eq=False)
class Specification:
    """A JSON Schema that documents are held against."""

    name: str
    """What it is called in what is told."""
    schema: Schema
    hint: str = "a key of your own begins with `x-`"
    """What helps where it does not know a key."""

    @cached_property
    def judge(self) -> jsonschema_rs.Validator:
        """What compares a document with the schema."""
        return jsonschema_rs.validator_for(self.schema, validate_formats=False)

    def at(self, location: Sequence[Step]) -> Any:
        """What stands at a place in the schema."""
        found: Any = self.schema
        for step in location:
            found = found[step]
        return found


@cache
def specification(line: str) -> Specification:
    """The specification of a line of versions."""
    text = _brought().joinpath(f"v{line}", "schema.json").read_text("utf-8")
    found: Schema = json.loads(text)
    if "$defs" in found:
        found["$defs"] = {**found["$defs"], "schema": schema_object()}
    return Specification("the specification", found)
