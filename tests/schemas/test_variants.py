"""Unions without a discriminator: the content of a value selects the variant."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from tests.schemas.generation import generate_models, round_trip

# The constraints of the variants of `bounded` differ, and nothing else.
CONTENT = """
X:
  type: object
  properties:
    closed: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
    tagged: {oneOf: [{$ref: '#/components/schemas/Start'}, {$ref: '#/components/schemas/End'}]}
    user: {oneOf: [{$ref: '#/components/schemas/SimpleUser'}, {$ref: '#/components/schemas/FullUser'}]}
    array: {oneOf: [{type: array, items: {$ref: '#/components/schemas/A'}}, {type: array, items: {$ref: '#/components/schemas/B'}}]}
    map: {oneOf: [{type: object, additionalProperties: {$ref: '#/components/schemas/A'}}, {type: object, additionalProperties: {$ref: '#/components/schemas/B'}}]}
    pair: {oneOf: [{type: array, prefixItems: [{$ref: '#/components/schemas/A'}], items: false, minItems: 1}, {type: array, prefixItems: [{$ref: '#/components/schemas/B'}], items: false, minItems: 1}]}
    nested: {oneOf: [{$ref: '#/components/schemas/OnlyStart'}, {$ref: '#/components/schemas/OnlyEnd'}]}
    needy: {oneOf: [{$ref: '#/components/schemas/NeedsA'}, {$ref: '#/components/schemas/NeedsB'}]}
    needs: {oneOf: [{type: array, items: {$ref: '#/components/schemas/NeedsA'}}, {type: array, items: {$ref: '#/components/schemas/NeedsB'}}]}
    typed: {anyOf: [{$ref: '#/components/schemas/Text'}, {$ref: '#/components/schemas/Number'}]}
A: {type: object, additionalProperties: false, properties: {a: {type: string}}}
B: {type: object, additionalProperties: false, properties: {b: {type: string}}}
Start: {type: object, properties: {type: {type: string, enum: [start]}}}
End: {type: object, properties: {type: {type: string, enum: [end, stop]}}}
SimpleUser: {type: object, required: [id], properties: {id: {type: integer}}}
FullUser: {type: object, required: [id], properties: {id: {type: integer}, bio: {type: string}, plan: {type: object, properties: {name: {type: string}}}}}
OnlyStart: {type: object, properties: {event: {$ref: '#/components/schemas/Start'}}}
OnlyEnd: {type: object, properties: {event: {$ref: '#/components/schemas/End'}}}
NeedsA: {type: object, required: [a], properties: {a: {type: string}}}
NeedsB: {type: object, required: [b], properties: {b: {type: string}}}
Text: {type: object, properties: {value: {type: string}, note: {type: string}}}
Number: {type: object, properties: {value: {type: integer}, note: {type: string}}}
"""


@pytest.fixture(scope="module")
def models() -> ModuleType:
    return generate_models(CONTENT)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("closed", {"b": "x"}, "B"),
        ("closed", {"a": "x"}, "A"),
        ("closed", {"a": "x", "new": 1}, "A"),
        ("closed", {"b": "x", "new": 1}, "B"),
        ("tagged", {"type": "start"}, "Start"),
        ("tagged", {"type": "end"}, "End"),
        ("tagged", {"type": "stop"}, "End"),
        ("tagged", {"type": "pause"}, "Start"),
        ("user", {"id": 1}, "SimpleUser"),
        ("user", {"id": 1, "bio": "x", "plan": {"name": "y"}}, "FullUser"),
        ("user", {"id": 1, "plan": {"name": "y"}, "new": 1}, "FullUser"),
        ("nested", {"event": {"type": "stop"}}, "OnlyEnd"),
        ("needy", {"b": "x"}, "NeedsB"),
        ("needy", {"c": "x"}, "UnknownVariant"),
        ("typed", {"value": 1}, "Number"),
        ("typed", {"value": "x"}, "Text"),
    ],
)
def test_content_selects_the_variant(
    models: ModuleType, key: str, value: Any, expected: str
) -> None:
    selected = getattr(round_trip(models.X, **{key: value}), key)
    assert type(selected).__name__ == expected


def test_elements_select_the_variant(models: ModuleType) -> None:
    assert round_trip(models.X, array=[{"b": "x"}]).array == [models.B(b="x")]
    assert round_trip(models.X, array=[{}, {"b": "x"}]).array[1] == models.B(b="x")
    assert round_trip(models.X, array=[{"a": "x"}]).array == [models.A(a="x")]
    assert round_trip(models.X, map={"k": {"b": "x"}}).map == {"k": models.B(b="x")}
    assert round_trip(models.X, pair=[{"b": "x"}]).pair == (models.B(b="x"),)


def test_contradictions_in_the_best_variant_are_reported(models: ModuleType) -> None:
    with pytest.raises(ValueError, match="/typed/note: expected a string, got 2"):
        models.X.from_dict({"typed": {"value": 1, "note": 2}})
    with pytest.raises(ValueError, match="/needs/0/a: expected a string, got nothing"):
        models.X.from_dict({"needs": [{"b": 1}]})
    with pytest.raises(ValueError, match="/needy/b: expected a string, got 1"):
        models.X.from_dict({"needy": {"b": 1}})


def test_dict_is_encoded_as_the_best_variant(models: ModuleType) -> None:
    sent = {"closed": {"b": "x"}, "tagged": {"type": "end"}, "array": [{"b": "x"}]}
    assert models.X(**sent).to_dict() == sent
    with pytest.raises(ValueError, match=r"X\.typed\.note: expected a str, got 2"):
        models.X(typed={"value": 1, "note": 2}).to_dict()
    with pytest.raises(ValueError, match=r"X\.tagged\.type: .*did you mean 'end'"):
        models.X(tagged={"type": "ende"}).to_dict()
