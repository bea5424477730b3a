"""Strategies for forms: schemas of fields with their encodings, and values of these fields."""

from __future__ import annotations

import string
from typing import Any

from hypothesis import strategies as st

from tests.property.draws import BOOLEANS, Draw, choose, integers, one_in

Schema = dict[str, Any]
SCALARS: tuple[Schema, ...] = (
    {"type": "string"},
    {"type": "integer"},
    {"type": "number"},
    {"type": "boolean"},
    {"type": ["string", "null"]},
    {"type": ["integer", "null"]},
    {"type": "string", "format": "uuid"},
    {"type": "string", "enum": ["a,b", "c d"]},
)
# Characters that separate names, values, items or keys in some style.
SPECIAL = st.text(string.ascii_letters + ",;|&=+% []{}\"'.é\u00a0", max_size=5)
TEXTS = SPECIAL | st.sampled_from(["", "null", "true", "1", '["a"]', "a\r\nb"])
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers()
UUID = "3f0e6f0a-5f6b-4c1e-9d55-0242ac120002"
KEYS = ("indexed", "brackets", "repeat")


def draw_field(draw: Draw, prefix: str, depth: int) -> Schema:
    """Draw the schema of a field; names begin with `prefix`, so that they differ in all objects."""
    kind = draw(integers(0, 3)) if depth > 0 else 0
    if kind <= 1:
        schema = choose(draw, SCALARS)
        return schema if kind == 0 else {"type": "array", "items": schema}
    properties = {
        f"{prefix}{number}": draw_field(draw, f"{prefix}{number}", depth - 1)
        for number in range(draw(integers(1, 3)))
    }
    schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return schema if kind == 2 else {"type": "array", "items": schema}


def draw_encoding(draw: Draw, *, is_query: bool = False) -> Schema | None:
    """Draw the encoding of a form field, or the style of a query parameter; None for the default."""
    match draw(integers(0, 4)):
        case 0:
            return None
        case 1:
            return {"style": "deepObject", "explode": True}
        case 2:
            return {"x-specpress-array-keys": choose(draw, KEYS)}
        case 3:
            styles = ("form", "spaceDelimited", "pipeDelimited")
            return {"style": choose(draw, styles), "explode": draw(BOOLEANS)}
        case _:
            return None if is_query else {"contentType": "application/json"}


def draw_value(draw: Draw, schema: Schema) -> Any:
    """Draw a value of a field."""
    if "enum" in schema:
        return choose(draw, schema["enum"])
    types = schema["type"]
    if isinstance(types, list):
        if one_in(draw, 4):
            return None
        types = types[0]
    match types:
        case "object":
            properties = schema["properties"].items()
            chosen = [(name, inner) for name, inner in properties if draw(BOOLEANS)]
            return {name: draw_value(draw, inner) for name, inner in chosen}
        case "array":
            size = draw(integers(0, 3))
            return [draw_value(draw, schema["items"]) for _ in range(size)]
        case "string":
            return UUID if "format" in schema else draw(TEXTS)
        case "integer":
            return draw(st.integers())
        case "number":
            return draw(NUMBERS)
        case _:
            return draw(BOOLEANS)
