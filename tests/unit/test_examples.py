"""Warnings about examples that their schema rejects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specpress.config import Settings
from specpress.pipeline import generate

CAT = {
    "type": "object",
    "required": ["name"],
    "properties": {"name": {"type": "string"}},
}
REF = {"$ref": "#/components/schemas/Cat"}


def list_warnings(
    folder: Path, schema: dict[str, Any], version: str = "3.1.0", **media: Any
) -> list[str]:
    """Return the warnings about a response with this schema and these members of its media type."""
    content = {"application/json": {"schema": schema, **media}}
    response = {"description": "", "content": content}
    document = {
        "openapi": version,
        "info": {"title": "Examples", "version": "1"},
        "paths": {"/cats": {"get": {"responses": {"200": response}}}},
        "components": {"schemas": {"Cat": CAT}},
    }
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    generated = generate(Settings(str(spec), folder, "acme", "acme", "Acme"))
    for warning in generated.warnings:
        assert warning.position is not None
    return [w.message for w in generated.warnings]


@pytest.mark.parametrize(
    ("schema", "media", "message"),
    [
        (REF, {"example": {}}, "`example` has no `name`"),
        (
            REF,
            {"example": {"name": 1}},
            "`name` must be a string, got a number",
        ),
        (
            {"type": "array", "items": REF},
            {"examples": {"two": {"value": [{"name": "a"}, {"name": 1}]}}},
            "`name` must be a string, got a number (in `two`)",
        ),
        (
            REF,
            {"examples": {"no": {"value": None}}},
            "`no` must be an object, got null",
        ),
        ({**CAT, "example": {"name": None}}, {}, "`name` must be a string, got null"),
        (
            {"type": "string", "examples": ["a", 1]},
            {},
            "item 2 of `examples` must be a string, got a number",
        ),
        (
            {"oneOf": [{"type": "string"}, {"type": "integer"}]},
            {"example": 1.5},
            "`example` matches no variant of `oneOf`",
        ),
        (
            {"oneOf": [{"type": "string"}, {"minLength": 1}]},
            {"example": "x"},
            "`example` matches more than one variant of `oneOf`",
        ),
        (
            {"type": "object", "additionalProperties": False},
            {"example": {"x": 1}},
            "`example` has an undeclared key",
        ),
        (
            {"type": "string", "format": "date", "example": "2020-02-30"},
            {},
            '`example` contradicts its schema: "2020-02-30" is not a "date"',
        ),
    ],
)
def test_invalid_example_is_reported_once(
    tmp_path: Path, schema: dict[str, Any], media: dict[str, Any], message: str
) -> None:
    assert list_warnings(tmp_path, schema, **media) == [message]


@pytest.mark.parametrize(
    ("schema", "version", "media"),
    [
        (REF, "3.1.0", {"example": {"name": "a"}}),
        (REF, "3.1.0", {"example": '{"name": "a"}'}),
        ({"type": "string", "nullable": True}, "3.0.3", {"example": None}),
        ({"type": "string", "format": "email"}, "3.1.0", {"example": "no mail"}),
        ({**REF, "example": 1}, "3.0.3", {}),
        (
            {
                "type": "object",
                "required": ["id"],
                "properties": {"id": {"readOnly": True}},
            },
            "3.1.0",
            {"example": {}},
        ),
    ],
)
def test_valid_example_is_not_reported(
    tmp_path: Path, schema: dict[str, Any], version: str, media: dict[str, Any]
) -> None:
    assert list_warnings(tmp_path, schema, version, **media) == []
