"""JSON Schemas of the OpenAPI versions, from openapi-spec-validator.

The schemas of 3.1 and 3.2 accept any object as a Schema Object. Here they are extended by the
keywords of JSON Schema 2020-12 and OpenAPI; other keywords remain allowed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs

from specpress.document.patterns import compile_schema
from specpress.document.problems import Step
from specpress.schema.table import KEYWORDS, VALUE_SCHEMAS

Schema = dict[str, Any]
SWAGGER = "2.0"


def schema_object_schema() -> Schema:
    """Return the JSON Schema of a Schema Object of 3.1 and 3.2."""
    schemas = {k.name: VALUE_SCHEMAS[k.value] for k in KEYWORDS.values()}
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
    is_openapi: bool = True
    is_swagger: bool = False

    @cached_property
    def validator(self) -> jsonschema_rs.Validator:
        """The compiled schema."""
        return compile_schema(self.schema)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The names of the keys of all objects."""
        return frozenset(_find_keys(self.schema))

    def at(self, location: Sequence[Step]) -> Any:
        """Return the part of the schema at a path."""
        part: Any = self.schema
        for step in location:
            part = part[step]
        return part


def _find_keys(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        properties = schema.get("properties")
        yield from properties if isinstance(properties, dict) else ()
    for part in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(part, (dict, list)):
            yield from _find_keys(part)


@cache
def load_specification(version: str) -> Specification:
    """Load the specification of a major and minor version."""
    path = _schema_directory().joinpath(f"v{version}", "schema.json")
    schema: Schema = json.loads(path.read_text("utf-8"))
    if "$defs" in schema:
        schema["$defs"] = {**schema["$defs"], "schema": schema_object_schema()}
    is_swagger = version == SWAGGER
    return Specification("the specification", schema, is_swagger=is_swagger)
