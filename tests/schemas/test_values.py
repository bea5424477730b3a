"""Constants, enums, tuples and null: valid values and decoding errors."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.schemas.generation import generate_models, round_trip


@pytest.mark.parametrize(
    ("constant", "equal", "different"),
    [
        ("1", 1, 2),
        ("1", 1.0, True),
        ("true", True, 1),
        ("false", False, 0),
        ("on", "on", True),
    ],
)
def test_constant_is_compared_as_json(
    constant: str, equal: Any, different: Any
) -> None:
    models = generate_models(
        f"Thing: {{type: object, properties: {{it: {{const: {constant}}}}}}}"
    )
    assert round_trip(models.Thing, it=equal).it == equal
    with pytest.raises(ValueError, match="the constant"):
        models.Thing.from_dict({"it": different})


def test_required_constants_have_defaults() -> None:
    models = generate_models("""
Thing:
  type: object
  required: [kind, version, only]
  properties: {kind: {const: thing}, version: {const: 1.5}, only: {type: string, enum: [it]}}
""")
    assert models.Thing().to_dict() == {"kind": "thing", "version": 1.5, "only": "it"}


def test_enum_dialects() -> None:
    models = generate_models("""
Size: {oneOf: [{const: s, title: Small, description: Fits one.}, {const: l, title: Large}]}
Level: {anyOf: [{enum: [1, 2]}, {enum: [2, 3]}]}
Code: {type: integer, enum: [10, 20], x-ms-enum: {name: Code, values: [{value: 10, name: Low}, {value: 20, name: High}]}}
Kind: {type: string, enum: [a, b], x-speakeasy-enums: [First, Second]}
""")
    assert [m.name for m in models.Size] == ["SMALL", "LARGE"]
    assert [m.value for m in models.Level] == [1, 2, 3]
    assert [m.name for m in models.Code] == ["LOW", "HIGH"]
    assert [m.name for m in models.Kind] == ["FIRST", "SECOND"]


def test_tuple_items() -> None:
    models = generate_models("""
Track:
  type: object
  properties:
    point: {type: array, prefixItems: [{type: number}, {type: string, format: uuid}], items: false, minItems: 2}
    row: {type: array, prefixItems: [{type: string, format: date}], items: {type: integer}, minItems: 1}
""")
    key = "6f6f8f8a-4b7c-4d7e-9a0e-0c6a5f3f9d11"
    track = round_trip(models.Track, point=[1.5, key], row=["2026-01-02", 1, 2])
    assert track.point[0] == 1.5
    assert str(track.point[1]) == key
    assert [track.row[0].year, *track.row[1:]] == [2026, 1, 2]
    with pytest.raises(ValueError, match="an array of 2 items"):
        models.Track.from_dict({"point": [1.5]})
    with pytest.raises(ValueError, match="/row/2: expected an integer"):
        models.Track.from_dict({"row": ["2026-01-02", 1, "2"]})


def test_all_of_is_nullable_if_every_schema_is() -> None:
    models = generate_models("""
Note: {allOf: [{type: [string, 'null']}, {maxLength: 3}]}
Firm: {allOf: [{type: [string, 'null']}, {type: string}]}
Thing: {type: object, required: [note, firm], properties: {note: {$ref: '#/components/schemas/Note'}, firm: {$ref: '#/components/schemas/Firm'}}}
""")
    assert round_trip(models.Thing, note=None, firm="x").note is None
    with pytest.raises(ValueError, match="/firm: expected a string"):
        models.Thing.from_dict({"note": "x", "firm": None})


def test_all_of_intersects_enums() -> None:
    models = generate_models("""
Base: {type: object, properties: {state: {type: string, enum: [new, open, closed]}}}
Late: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {state: {enum: [open, closed, lost]}}}]}
""")
    assert [m.value for m in models.LateState] == ["open", "closed"]


def test_undeclared_required_property() -> None:
    models = generate_models(
        "Thing: {type: object, required: [a, b], properties: {a: {type: string}}}"
    )
    assert round_trip(models.Thing, a="x", b=[1]).b == [1]
    assert round_trip(models.Thing, a="x").to_dict() == {"a": "x"}


def test_undeclared_keys_are_sent_as_their_type() -> None:
    models = generate_models("""
Prices: {type: object, properties: {count: {type: integer}}, additionalProperties: {type: number, format: decimal}}
Names: {type: object, properties: {count: {type: integer}}, additionalProperties: {type: string}}
""")
    prices = round_trip(models.Prices, count=1, total=10**25)
    assert json.dumps(prices.to_dict()) == f'{{"count": 1, "total": {10**25}}}'
    assert models.Names(extra={"count": 1}).to_dict() == {"count": 1}
    with pytest.raises(ValueError, match=r"extra\['it'\].*expected a str"):
        models.Names(extra={"it": 1}).to_dict()
