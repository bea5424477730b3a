"""Constants, enums and tuples: what a value becomes, and what is told of one that cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from tests.schemas.pressing import models, read


@pytest.mark.parametrize(
    ("constant", "same", "other"),
    [
        ("1", 1, 2),
        ("1", 1.0, True),
        ("true", True, 1),
        ("false", False, 0),
        ("on", "on", True),
    ],
)
def test_a_constant_is_compared_as_json_does(
    constant: str, same: Any, other: Any
) -> None:
    made = models(f"Thing: {{type: object, properties: {{it: {{const: {constant}}}}}}}")
    assert read(made.Thing, it=same).it == same
    with pytest.raises(ValueError, match="the constant"):
        made.Thing.from_dict({"it": other})


def test_a_required_constant_needs_no_argument() -> None:
    made = models("""
Thing:
  type: object
  required: [kind, version, only]
  properties: {kind: {const: thing}, version: {const: 1.5}, only: {type: string, enum: [it]}}
""")
    assert made.Thing().to_dict() == {"kind": "thing", "version": 1.5, "only": "it"}


def test_all_values_of_all_dialects_become_members() -> None:
    made = models("""
Size: {oneOf: [{const: s, title: Small, description: Fits one.}, {const: l, title: Large}]}
Level: {anyOf: [{enum: [1, 2]}, {enum: [2, 3]}]}
Code: {type: integer, enum: [10, 20], x-ms-enum: {name: Code, values: [{value: 10, name: Low}, {value: 20, name: High}]}}
Kind: {type: string, enum: [a, b], x-speakeasy-enums: [First, Second]}
""")
    assert [m.name for m in made.Size] == ["SMALL", "LARGE"]
    assert [m.value for m in made.Level] == [1, 2, 3]
    assert [m.name for m in made.Code] == ["LOW", "HIGH"]
    assert [m.name for m in made.Kind] == ["FIRST", "SECOND"]


def test_a_tuple_has_a_type_for_each_place() -> None:
    made = models("""
Track:
  type: object
  properties:
    point: {type: array, prefixItems: [{type: number}, {type: string, format: uuid}], items: false, minItems: 2}
    row: {type: array, prefixItems: [{type: string, format: date}], items: {type: integer}, minItems: 1}
""")
    key = "6f6f8f8a-4b7c-4d7e-9a0e-0c6a5f3f9d11"
    track = read(made.Track, point=[1.5, key], row=["2026-01-02", 1, 2])
    assert track.point[0] == 1.5
    assert str(track.point[1]) == key
    assert [track.row[0].year, *track.row[1:]] == [2026, 1, 2]
    with pytest.raises(ValueError, match="an array of 2 items"):
        made.Track.from_dict({"point": [1.5]})
    with pytest.raises(ValueError, match="/row/2: expected an integer"):
        made.Track.from_dict({"row": ["2026-01-02", 1, "2"]})


def test_null_passes_through_all_of_where_every_part_allows_it() -> None:
    made = models("""
Note: {allOf: [{type: [string, 'null']}, {maxLength: 3}]}
Firm: {allOf: [{type: [string, 'null']}, {type: string}]}
Thing: {type: object, required: [note, firm], properties: {note: {$ref: '#/components/schemas/Note'}, firm: {$ref: '#/components/schemas/Firm'}}}
""")
    assert read(made.Thing, note=None, firm="x").note is None
    with pytest.raises(ValueError, match="/firm: expected a string"):
        made.Thing.from_dict({"note": "x", "firm": None})


def test_enums_that_hold_at_once_leave_what_both_list() -> None:
    made = models("""
Base: {type: object, properties: {state: {type: string, enum: [new, open, closed]}}}
Late: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {state: {enum: [open, closed, lost]}}}]}
""")
    assert [m.value for m in made.LateState] == ["open", "closed"]


def test_what_is_required_and_not_declared_is_kept() -> None:
    made = models(
        "Thing: {type: object, required: [a, b], properties: {a: {type: string}}}"
    )
    assert read(made.Thing, a="x", b=[1]).b == [1]
    assert read(made.Thing, a="x").to_dict() == {"a": "x"}
