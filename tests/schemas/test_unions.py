"""Unions: values are decoded to the right variant and encoded unchanged."""

from __future__ import annotations

import json

import pytest

from tests.schemas.generation import generate_models, round_trip

PETS = """
Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string}, tricks: {type: integer}}}
"""


def test_union_of_scalars() -> None:
    models = generate_models(
        "Thing: {type: object, properties: {size: {oneOf: [{type: string}, {type: integer}]}}}"
    )
    assert round_trip(models.Thing, size="big").size == "big"
    assert round_trip(models.Thing, size=3).size == 3
    with pytest.raises(ValueError, match="one of several types"):
        models.Thing.from_dict({"size": True})


def test_null_variant_makes_the_union_nullable() -> None:
    models = generate_models("""
Thing:
  type: object
  required: [size]
  properties: {size: {oneOf: [{type: 'null'}, {anyOf: [{type: integer}, {type: string}]}]}}
""")
    assert round_trip(models.Thing, size=None).size is None
    assert round_trip(models.Thing, size=1).size == 1


def test_union_of_enum_and_string() -> None:
    models = generate_models(
        "Thing: {type: object, properties: {model: {anyOf: [{type: string}, {enum: [small, large]}]}}}"
    )
    member = round_trip(models.Thing, model="small").model
    assert member is models.ThingModelEnum.SMALL
    assert type(round_trip(models.Thing, model="custom").model) is str


def test_union_of_two_enums() -> None:
    models = generate_models("""
Warm: {type: string, enum: [red, orange]}
Cold: {type: string, enum: [blue, green]}
Thing: {type: object, properties: {colour: {oneOf: [{$ref: '#/components/schemas/Warm'}, {$ref: '#/components/schemas/Cold'}]}}}
""")
    assert round_trip(models.Thing, colour="red").colour is models.Warm.RED
    assert round_trip(models.Thing, colour="blue").colour is models.Cold.BLUE
    assert not round_trip(models.Thing, colour="grey").colour.is_known


def test_union_of_integer_enum_and_integer() -> None:
    models = generate_models(
        "Thing: {type: object, properties: {code: {anyOf: [{type: integer}, {type: integer, enum: [1, 2]}]}}}"
    )
    assert round_trip(models.Thing, code=2).code is models.ThingCodeEnum.VALUE_2
    assert type(round_trip(models.Thing, code=7).code) is int


def test_union_of_objects_and_string() -> None:
    models = generate_models(PETS + """
Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
Home: {type: object, properties: {pet: {oneOf: [{$ref: '#/components/schemas/Pet'}, {type: string}]}}}
""")
    assert round_trip(models.Home, pet="none").pet == "none"
    assert isinstance(round_trip(models.Home, pet={"kind": "Dog"}).pet, models.Dog)


def test_discriminator_of_nested_unions() -> None:
    models = generate_models(PETS + """
Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {hound: Dog}}}
Fish: {type: object, required: [kind], properties: {kind: {const: fish}, fins: {type: integer}}}
Animal: {oneOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/Fish'}], discriminator: {propertyName: kind}}
Zoo: {type: object, properties: {star: {$ref: '#/components/schemas/Animal'}}}
""")
    for kind, model in (("Cat", "Cat"), ("hound", "Dog"), ("fish", "Fish")):
        star = round_trip(models.Zoo, star={"kind": kind}).star
        assert type(star) is getattr(models, model)
    assert isinstance(
        round_trip(models.Zoo, star={"kind": "newt"}).star, models.UnknownVariant
    )


def test_default_mapping() -> None:
    models = generate_models(
        PETS + """
Other: {type: object, required: [kind], properties: {kind: {type: string}}}
Pet:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Other'}]
  discriminator: {propertyName: kind, defaultMapping: Other}
Home: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
""",
        version="3.2.0",
    )
    assert isinstance(round_trip(models.Home, pet={"kind": "newt"}).pet, models.Other)
    assert isinstance(round_trip(models.Home, pet={"kind": "Cat"}).pet, models.Cat)


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [("integer", 1, -2), ("boolean", True, False), ("number", 0, 0.5)],
)
def test_discriminator_that_is_not_a_string(
    kind: str, first: object, second: object
) -> None:
    names = [json.dumps(first), json.dumps(second)]
    models = generate_models(f"""
One: {{type: object, required: [code], properties: {{code: {{type: {kind}}}, a: {{type: string}}}}}}
Two: {{type: object, required: [code], properties: {{code: {{type: {kind}}}, b: {{type: string}}}}}}
Thing:
  type: object
  properties:
    part:
      oneOf: [{{$ref: '#/components/schemas/One'}}, {{$ref: '#/components/schemas/Two'}}]
      discriminator: {{propertyName: code, mapping: {{'{names[0]}': One, '{names[1]}': Two}}}}
""")
    assert round_trip(models.Thing, part={"code": first}).part == models.One(code=first)
    assert round_trip(models.Thing, part={"code": second}).part == models.Two(
        code=second
    )
    unknown = round_trip(models.Thing, part={"code": 9}).part
    assert unknown == models.UnknownVariant({"code": 9})


def test_discriminator_value_is_the_default_of_its_field() -> None:
    models = generate_models(PETS + """
Pet:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind, mapping: {tom: '#/components/schemas/Cat', d: Dog, dog: Dog}}
""")
    assert models.Cat().to_dict() == {"kind": "tom"}
    with pytest.raises(TypeError, match="kind"):
        # Two values select this variant, so the caller must choose one.
        models.Dog()


def test_base_with_discriminator_is_decoded_to_subtype() -> None:
    models = generate_models("""
Event: {type: object, required: [type], properties: {type: {type: string}}, discriminator: {propertyName: type, mapping: {made: '#/components/schemas/Made'}}}
Made: {allOf: [{$ref: '#/components/schemas/Event'}, {type: object, properties: {at: {type: string}}}]}
Gone: {allOf: [{$ref: '#/components/schemas/Event'}, {type: object, properties: {why: {type: string}}}]}
Log: {type: object, properties: {last: {$ref: '#/components/schemas/Event'}}}
""")
    assert (
        type(round_trip(models.Log, last={"type": "made", "at": "now"}).last)
        is models.Made
    )
    assert type(round_trip(models.Log, last={"type": "Gone"}).last) is models.Gone
    assert type(round_trip(models.Log, last={"type": "new"}).last) is models.EventBase


@pytest.mark.parametrize("value", [{}, {"inner": {}}, {"inner": [{}]}, {"s": 0}])
def test_variant_that_adds_no_constant_is_preferred(value: dict[str, object]) -> None:
    models = generate_models("""
One: {type: object, required: [s], properties: {s: {enum: [0]}, inner: {$ref: '#/components/schemas/Inner'}}}
Inner: {anyOf: [{$ref: '#/components/schemas/One'}, {type: array, items: {$ref: '#/components/schemas/One'}}]}
X: {type: object, properties: {it: {oneOf: [{$ref: '#/components/schemas/One'}, {type: object, additionalProperties: true}]}}}
""")
    assert models.X(it=value).to_dict() == {"it": value}
