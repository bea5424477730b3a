"""Defaults that their schema rules out: each is told at its place, and none becomes code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specpress.config import Settings
from specpress.press import press


def told(folder: Path, schema: dict[str, Any], version: str = "3.1.0") -> list[str]:
    """What is told of the default of a property with this schema."""
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
    pressed = press(Settings(str(spec), folder, "acme", "acme", "Acme"))
    return [w.message for w in pressed.warnings if "`default`" in w.message]


COLOUR = {"$ref": "#/components/schemas/Colour"}


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ({"type": "integer", "default": "three"}, "must be a whole number, not text"),
        ({"type": "boolean", "default": "true"}, "must be true or false, not text"),
        ({"type": "string", "default": None}, "must be text, not null"),
        ({"enum": ["a", "b"], "default": "c"}, 'must be one of `a`, `b`, not "c"'),
        ({**COLOUR, "default": "blue"}, 'must be one of `red`, `green`, not "blue"'),
        ({"type": "integer", "maximum": 9, "default": 10}, "must be at most 9, not 10"),
        (
            {"type": "integer", "exclusiveMinimum": 0, "default": 0},
            "must be more than 0, not 0",
        ),
    ],
)
def test_a_default_that_is_no_value_is_told(
    tmp_path: Path, schema: dict[str, Any], message: str
) -> None:
    assert told(tmp_path, schema) == [f"`default` {message}"]


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
        ({**COLOUR, "default": "beside a reference nothing counts"}, "3.0.3"),
        ({"type": "array", "items": {"type": "string"}, "default": ["a"]}, "3.1.0"),
        ({"type": "object", "default": {"any": 1}}, "3.1.0"),
    ],
)
def test_a_default_that_fits_is_not_told(
    tmp_path: Path, schema: dict[str, Any], version: str
) -> None:
    assert told(tmp_path, schema, version) == []


def test_the_item_that_is_wrong_is_named(tmp_path: Path) -> None:
    schema = {"type": "array", "items": {"type": "string"}, "default": ["a", 1]}
    assert told(tmp_path, schema) == ["item 2 of `default` must be text, not a number"]
