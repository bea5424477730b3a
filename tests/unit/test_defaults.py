"""Warnings about defaults that their schema rejects."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specpress.config import Settings
from specpress.pipeline import generate


def default_warnings(
    folder: Path, schema: dict[str, Any], version: str = "3.1.0"
) -> list[str]:
    """Return the warnings about the default of a property with this schema."""
    document = {
        "openapi": version,
        "info": {"title": "Defaults", "version": "1"},
        "paths": {},
        "components": {
            "schemas": {
                "Colour": {"type": "string", "enum": ["red", "green"]},
                "Lamp": {"type": "object", "properties": {"it": schema}},
            }
        },
    }
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document), "utf-8")
    generated = generate(Settings(str(spec), folder, "acme", "acme", "Acme"))
    return [w.message for w in generated.warnings if "`default`" in w.message]


COLOUR = {"$ref": "#/components/schemas/Colour"}


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ({"type": "integer", "default": "three"}, "must be an integer, got a string"),
        ({"type": "boolean", "default": "true"}, "must be a boolean, got a string"),
        ({"type": "string", "default": None}, "must be a string, got null"),
        ({"enum": ["a", "b"], "default": "c"}, 'must be one of `a`, `b`, got "c"'),
        ({**COLOUR, "default": "blue"}, 'must be one of `red`, `green`, got "blue"'),
        ({"type": "integer", "maximum": 9, "default": 10}, "must be at most 9, got 10"),
        (
            {"type": "integer", "exclusiveMinimum": 0, "default": 0},
            "must be more than 0, got 0",
        ),
    ],
)
def test_invalid_default_is_reported(
    tmp_path: Path, schema: dict[str, Any], message: str
) -> None:
    assert default_warnings(tmp_path, schema) == [f"`default` {message}"]


@pytest.mark.parametrize(
    ("schema", "version"),
    [
        ({"type": "number", "default": 1}, "3.1.0"),
        ({"type": ["string", "null"], "default": None}, "3.1.0"),
        ({**COLOUR, "default": "green"}, "3.1.0"),
        ({"type": "string", "nullable": True, "default": None}, "3.0.3"),
        (
            {
                "type": "integer",
                "minimum": 0,
                "exclusiveMinimum": True,
                "default": 1,
            },
            "3.0.3",
        ),
        ({**COLOUR, "default": "ignored beside a reference"}, "3.0.3"),
        ({"type": "array", "items": {"type": "string"}, "default": ["a"]}, "3.1.0"),
        ({"type": "object", "default": {"any": 1}}, "3.1.0"),
    ],
)
def test_valid_default_is_not_reported(
    tmp_path: Path, schema: dict[str, Any], version: str
) -> None:
    assert default_warnings(tmp_path, schema, version) == []


def test_invalid_item_of_a_default_is_named(tmp_path: Path) -> None:
    schema = {"type": "array", "items": {"type": "string"}, "default": ["a", 1]}
    assert default_warnings(tmp_path, schema) == [
        "item 2 of `default` must be a string, got a number"
    ]
