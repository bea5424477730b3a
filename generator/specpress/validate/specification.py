"""JSON Schemas of the OpenAPI versions, from openapi-spec-validator.

The schemas of 3.1 and 3.2 accept any object as a Schema Object. Here they are extended by the
keywords of JSON Schema 2020-12 and OpenAPI; other keywords remain allowed.
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

from specpress.document.problems import Step

VERSIONS = ("3.0", "3.1", "3.2")
Schema = dict[str, Any]

TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
SCHEMA: Schema = {"$dynamicRef": "#meta"}
STRING: Schema = {"type": "string"}
ARRAY: Schema = {"type": "array"}
OBJECT: Schema = {"type": "object"}
TYPE_NAME: Schema = {"enum": TYPES}
DISCRIMINATOR: Schema = {
    **OBJECT,
    "required": ["propertyName"],
    "properties": {
        "propertyName": STRING,
        "mapping": {**OBJECT, "additionalProperties": STRING},
    },
}
# The schema of the value of each keyword; keywords with the same schema share a line.
KEYWORDS: dict[str, Schema] = {
    "additionalProperties contains contentSchema else if items not propertyNames then": SCHEMA,
    "unevaluatedItems unevaluatedProperties": SCHEMA,
    "allOf anyOf oneOf prefixItems": {**ARRAY, "items": SCHEMA},
    "$defs definitions dependentSchemas patternProperties properties": {
        **OBJECT,
        "additionalProperties": SCHEMA,
    },
    "$anchor $comment $dynamicAnchor $dynamicRef $id $ref $schema": STRING,
    "contentEncoding contentMediaType description format pattern title": STRING,
    "deprecated nullable readOnly uniqueItems writeOnly": {"type": "boolean"},
    "exclusiveMaximum exclusiveMinimum maximum minimum": {"type": "number"},
    "multipleOf": {"type": "number", "exclusiveMinimum": 0},
    "maxContains maxItems maxLength maxProperties": {"type": "integer", "minimum": 0},
    "minContains minItems minLength minProperties": {"type": "integer", "minimum": 0},
    "dependentRequired": {**OBJECT, "additionalProperties": {**ARRAY, "items": STRING}},
    "type": {"anyOf": [TYPE_NAME, {**ARRAY, "items": TYPE_NAME}]},
    "required": {**ARRAY, "items": STRING},
    "enum examples": ARRAY,
    "externalDocs xml": OBJECT,
    "discriminator": DISCRIMINATOR,
    "const default example": {},
}


def schema_object_schema() -> Schema:
    """Return the JSON Schema of a Schema Object of 3.1 and 3.2."""
    schemas = {key: schema for keys, schema in KEYWORDS.items() for key in keys.split()}
    return {
        "$dynamicAnchor": "meta",
        "type": ["object", "boolean"],
        "properties": schemas,
    }


def _schema_directory() -> Path:
    """Return the directory of schemas in openapi-spec-validator."""
    # Located without import: importing the package takes longer than the rest of a run.
    package = find_spec("openapi_spec_validator")
    assert package is not None and package.origin is not None
    return Path(package.origin).with_name("resources") / "schemas"


@dataclass(frozen=True, eq=False)
class Specification:
    """A JSON Schema that documents are validated against."""

    # Used in messages.
    name: str
    schema: Schema
    # Hint for unknown keys.
    hint: str = "prefix extension keys with `x-`"

    @cached_property
    def validator(self) -> jsonschema_rs.Validator:
        """The compiled schema."""
        return jsonschema_rs.validator_for(self.schema, validate_formats=False)

    def at(self, location: Sequence[Step]) -> Any:
        """Return the part of the schema at a path."""
        part: Any = self.schema
        for step in location:
            part = part[step]
        return part


@cache
def load_specification(version: str) -> Specification:
    """Load the specification of a major and minor version."""
    path = _schema_directory().joinpath(f"v{version}", "schema.json")
    schema: Schema = json.loads(path.read_text("utf-8"))
    if "$defs" in schema:
        schema["$defs"] = {**schema["$defs"], "schema": schema_object_schema()}
    return Specification("the specification", schema)
