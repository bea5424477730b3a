"""Objects that allow further keys: only those whose schema says so."""

from __future__ import annotations

from typing import Any

import pytest
from tests.property.packages import build_api

from specpress import ir

BASE = {"type": "object", "properties": {"a": {"type": "string"}}}
OPEN = {**BASE, "additionalProperties": True}
CLOSED = {**BASE, "additionalProperties": False}
OTHER = {"properties": {"b": {"type": "string"}}}
PATTERN = {"patternProperties": {"^x-": {"type": "string"}}}


def build_object(schema: dict[str, Any], **others: dict[str, Any]) -> ir.Object:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Case", "version": "1"},
        "paths": {},
        "components": {"schemas": {"Case": schema, **others}},
    }
    type_ = build_api(document).types["#/components/schemas/Case"]
    assert isinstance(type_, ir.Object)
    return type_


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        (BASE, False),
        (OPEN, True),
        (CLOSED, False),
        ({**BASE, "additionalProperties": {}}, True),
        ({**BASE, "additionalProperties": {"type": "integer"}}, True),
        ({**BASE, "unevaluatedProperties": True}, True),
        ({**BASE, "unevaluatedProperties": False}, False),
        ({**BASE, **PATTERN}, True),
        ({**CLOSED, **PATTERN}, True),
        ({"allOf": [BASE, OTHER]}, False),
        ({"allOf": [OPEN, OTHER]}, True),
        ({"allOf": [OTHER], **OPEN}, True),
        ({"allOf": [OPEN, {**CLOSED, **OTHER}]}, False),
        ({"allOf": [{"$ref": "#/components/schemas/Open"}, OTHER]}, True),
        ({**BASE, "then": {**OTHER, "additionalProperties": False}}, False),
        ({**OPEN, "then": {**OTHER, "additionalProperties": False}}, True),
    ],
)
def test_explicit_permission(schema: dict[str, Any], expected: bool) -> None:
    assert build_object(schema, Open=OPEN).is_open is expected


def test_open_and_closed_inline_schemas_have_separate_classes() -> None:
    parameters = [
        {"name": "filter", "in": "query", "schema": schema} for schema in (BASE, OPEN)
    ]
    paths = {
        f"/{n}": {"get": {"parameters": [parameter], "responses": {}}}
        for n, parameter in enumerate([*parameters, parameters[0]])
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Case", "version": "1"},
        "paths": paths,
    }
    shared = build_api(document).shared_schemas
    assert [i.split("/")[2][-1] for pair in shared.items() for i in pair] == ["2", "0"]
