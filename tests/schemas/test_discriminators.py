"""Discriminators: the mapping, component names and constants select the variant."""

from __future__ import annotations

import pytest

from tests.schemas.generation import generate_models, round_trip

PEOPLE = """
User:
  type: object
  required: [kind]
  properties: {kind: {type: string, enum: [admin, regular, guest]}}
  discriminator: {propertyName: kind, mapping: {admin: '#/components/schemas/Admin', regular: '#/components/schemas/Regular'}}
Admin: {allOf: [{$ref: '#/components/schemas/User'}, {type: object, required: [rights], properties: {rights: {type: array, items: {type: string}}}}]}
Regular: {allOf: [{$ref: '#/components/schemas/User'}, {type: object, properties: {since: {type: string}}}]}
Rule:
  type: object
  required: [span]
  properties: {span: {type: string, enum: [hourly_rule, monthly_rule]}}
  discriminator: {propertyName: span}
MonthlyRule: {allOf: [{$ref: '#/components/schemas/Rule'}, {type: object, required: [day], properties: {day: {type: integer}}}]}
X: {type: object, properties: {user: {$ref: '#/components/schemas/User'}, rule: {$ref: '#/components/schemas/Rule'}}}
"""


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("user", {"kind": "guest"}, "UserBase"),
        ("user", {"kind": "new"}, "UserBase"),
        ("user", {"kind": "admin", "rights": []}, "Admin"),
        ("user", {"kind": "regular", "since": "x"}, "Regular"),
        ("rule", {"span": "hourly_rule"}, "RuleBase"),
        ("rule", {"span": "monthly_rule", "day": 1}, "RuleBase"),
        ("rule", {"span": "MonthlyRule", "day": 1}, "MonthlyRule"),
    ],
)
def test_value_that_names_no_subtype_is_the_base(
    key: str, value: dict[str, object], expected: str
) -> None:
    models = generate_models(PEOPLE)
    selected = getattr(round_trip(models.X, **{key: value}), key)
    assert type(selected).__name__ == expected


def test_subtype_with_its_own_constant() -> None:
    models = generate_models("""
Base: {type: object, required: [kind], properties: {kind: {type: string, enum: [a, b, c]}}, discriminator: {propertyName: kind}}
One: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {kind: {const: a}}}]}
Two: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {kind: {enum: [b]}}}]}
X: {type: object, properties: {it: {$ref: '#/components/schemas/Base'}}}
""")
    for kind, expected in (("a", "One"), ("b", "Two"), ("c", "BaseBase")):
        it = round_trip(models.X, it={"kind": kind}).it
        assert type(it).__name__ == expected


def test_value_that_several_variants_declare_selects_none() -> None:
    models = generate_models("""
One: {type: object, required: [kind], properties: {kind: {type: string, enum: [a, both]}}}
Two: {type: object, required: [kind], properties: {kind: {type: string, enum: [b, both]}}}
Thing: {oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}], discriminator: {propertyName: kind}}
X: {type: object, properties: {it: {$ref: '#/components/schemas/Thing'}}}
""")
    for kind, expected in (("a", "One"), ("b", "Two"), ("both", "UnknownVariant")):
        assert type(round_trip(models.X, it={"kind": kind}).it).__name__ == expected


def test_component_name_selects_a_mapped_variant() -> None:
    models = generate_models("""
Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {tom: '#/components/schemas/Cat'}}}
X: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
""")
    for kind, expected in (
        ("tom", "Cat"),
        ("Cat", "Cat"),
        ("Dog", "Dog"),
        ("cat", "UnknownVariant"),
    ):
        assert type(round_trip(models.X, pet={"kind": kind}).pet).__name__ == expected
    # The mapping is the default: the name is another spelling of it.
    assert models.Cat().to_dict() == {"kind": "tom"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"kind": "file"}, "dict"),
        ({"kind": "run", "run": None}, "dict"),
        ({"kind": "run", "run": True}, "Run"),
        ({"kind": "other"}, "dict"),
    ],
)
def test_dict_beside_a_nested_discriminator_is_sent_as_it_was_read(
    value: dict[str, object], expected: str
) -> None:
    models = generate_models("""
Run: {type: object, required: [kind], properties: {kind: {type: string, enum: [run]}, run: {type: boolean}}}
File: {type: object, required: [kind, fileId], properties: {kind: {type: string, enum: [file]}, fileId: {type: string}}}
Action:
  oneOf: [{$ref: '#/components/schemas/Run'}, {$ref: '#/components/schemas/File'}]
  discriminator: {propertyName: kind, mapping: {run: '#/components/schemas/Run', file: '#/components/schemas/File'}}
X: {type: object, properties: {it: {anyOf: [{$ref: '#/components/schemas/Action'}, {type: object, additionalProperties: true}]}}}
""")
    assert type(round_trip(models.X, it=value).it).__name__ == expected
