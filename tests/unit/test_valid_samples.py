"""Samples in the tests of a package are valid under the whole schema of a request or a response."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from specpress.config import Settings
from specpress.pipeline import generate

DOCUMENT = """
openapi: 3.1.0
info: {title: Vectors, version: '1'}
servers: [{url: 'https://example.com'}]
paths:
  /vectors:
    post:
      operationId: put
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Vectors'}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Vectors'}}}}}
components:
  schemas:
    Vectors: {type: object, required: [value, id], properties: {id: {type: string}, value: SCHEMA}}
"""
NUMBERS = "{type: array, items: {type: number}}"
SCHEMAS = {
    "arrays that are empty in two variants": f"{{oneOf: [{NUMBERS}, {{type: array, items: {NUMBERS}}}]}}",
    "a minimum of items": "{type: array, minItems: 3, items: {type: string}}",
    "unique items": "{type: array, minItems: 2, uniqueItems: true, items: {type: integer}}",
    "a minimum of properties": "{type: object, minProperties: 1, additionalProperties: {type: string}}",
    "an excluded value": "{type: object, required: [a], properties: {a: {type: boolean}}, not: {properties: {a: {const: false}}}}",
    "a condition": "{type: object, required: [a], properties: {a: {enum: [x, y]}, b: {type: integer}},"
    " if: {properties: {a: {const: x}}}, then: {required: [b]}}",
    "an overlap of objects": "{oneOf: [{type: object, properties: {a: {type: integer}}},"
    " {type: object, properties: {b: {type: integer}}}]}",
    "a map of maps": "{oneOf: [{type: object, additionalProperties: {type: object, additionalProperties: true}},"
    " {type: object, required: [a], properties: {a: {type: integer}}}]}",
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_body_is_valid(name: str, tmp_path: Path) -> None:
    text = DOCUMENT.replace("SCHEMA}", f"{SCHEMAS[name]}}}")
    path = tmp_path / "openapi.yaml"
    path.write_text(text, "utf-8")
    settings = Settings(str(path), tmp_path / "out", "vectors", "vectors", "Vectors")
    tables: dict[str, Any] = json.loads(
        generate(settings).files["tests/operations.json"]
    )
    schema = yaml.safe_load(text)["components"]["schemas"]["Vectors"]
    is_valid = jsonschema_rs.validator_for(schema).is_valid
    (row,) = tables.values()
    values = [*row["body"].values(), *row["responses"]["200"].values()]
    assert len(values) > 1
    assert all(map(is_valid, values)), values
