"""Unions: which variant a value becomes, and that it is written back as it came."""

from __future__ import annotations

import json

import pytest

from tests.schemas.pressing import models, read

PETS = """
Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
Dog: {type: object, required: [kind], properties: {kind: {type: string}, tricks: {type: integer}}}
"""


def test_a_union_of_scalars_takes_each_and_nothing_else() -> None:
    made = models(
        "Thing: {type: object, properties: {size: {oneOf: [{type: string}, {type: integer}]}}}"
    )
    assert read(made.Thing, size="big").size == "big"
    assert read(made.Thing, size=3).size == 3
    with pytest.raises(ValueError, match="one of several types"):
        made.Thing.from_dict({"size": True})


def test_a_variant_that_is_null_makes_the_value_nullable() -> None:
    made = models("""
Thing:
  type: object
  required: [size]
  properties: {size: {oneOf: [{type: 'null'}, {anyOf: [{type: integer}, {type: string}]}]}}
""")
    assert read(made.Thing, size=None).size is None
    assert read(made.Thing, size=1).size == 1


def test_an_enum_beside_text_names_what_it_lists_and_leaves_the_rest_text() -> None:
    made = models(
        "Thing: {type: object, properties: {model: {anyOf: [{type: string}, {enum: [small, large]}]}}}"
    )
    known = read(made.Thing, model="small").model
    assert known is made.ThingModelEnum.SMALL
    assert type(read(made.Thing, model="custom").model) is str


def test_each_of_two_enums_keeps_the_values_that_it_lists() -> None:
    made = models("""
Warm: {type: string, enum: [red, orange]}
Cold: {type: string, enum: [blue, green]}
Thing: {type: object, properties: {colour: {oneOf: [{$ref: '#/components/schemas/Warm'}, {$ref: '#/components/schemas/Cold'}]}}}
""")
    assert read(made.Thing, colour="red").colour is made.Warm.RED
    assert read(made.Thing, colour="blue").colour is made.Cold.BLUE
    assert not read(made.Thing, colour="grey").colour.is_known


def test_an_integer_enum_wins_over_the_integers_beside_it() -> None:
    made = models(
        "Thing: {type: object, properties: {code: {anyOf: [{type: integer}, {type: integer, enum: [1, 2]}]}}}"
    )
    assert read(made.Thing, code=2).code is made.ThingCodeEnum.VALUE_2
    assert type(read(made.Thing, code=7).code) is int


def test_text_beside_a_union_of_objects_is_text() -> None:
    made = models(PETS + """
Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
Home: {type: object, properties: {pet: {oneOf: [{$ref: '#/components/schemas/Pet'}, {type: string}]}}}
""")
    assert read(made.Home, pet="none").pet == "none"
    assert isinstance(read(made.Home, pet={"kind": "Dog"}).pet, made.Dog)


def test_a_discriminator_reaches_the_variants_of_a_variant() -> None:
    made = models(PETS + """
Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind, mapping: {hound: Dog}}}
Fish: {type: object, required: [kind], properties: {kind: {const: fish}, fins: {type: integer}}}
Animal: {oneOf: [{$ref: '#/components/schemas/Pet'}, {$ref: '#/components/schemas/Fish'}], discriminator: {propertyName: kind}}
Zoo: {type: object, properties: {star: {$ref: '#/components/schemas/Animal'}}}
""")
    for kind, model in (("Cat", "Cat"), ("hound", "Dog"), ("fish", "Fish")):
        star = read(made.Zoo, star={"kind": kind}).star
        assert type(star) is getattr(made, model)
    assert isinstance(read(made.Zoo, star={"kind": "newt"}).star, made.UnknownVariant)


def test_what_no_value_names_is_the_default_of_the_mapping() -> None:
    made = models(
        PETS + """
Other: {type: object, required: [kind], properties: {kind: {type: string}}}
Pet:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Other'}]
  discriminator: {propertyName: kind, defaultMapping: Other}
Home: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}}}
""",
        version="3.2.0",
    )
    assert isinstance(read(made.Home, pet={"kind": "newt"}).pet, made.Other)
    assert isinstance(read(made.Home, pet={"kind": "Cat"}).pet, made.Cat)


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [("integer", 1, -2), ("boolean", True, False), ("number", 0, 0.5)],
)
def test_a_discriminator_may_be_a_number_or_a_boolean(
    kind: str, first: object, second: object
) -> None:
    names = [json.dumps(first), json.dumps(second)]
    made = models(f"""
One: {{type: object, required: [code], properties: {{code: {{type: {kind}}}, a: {{type: string}}}}}}
Two: {{type: object, required: [code], properties: {{code: {{type: {kind}}}, b: {{type: string}}}}}}
Thing:
  type: object
  properties:
    part:
      oneOf: [{{$ref: '#/components/schemas/One'}}, {{$ref: '#/components/schemas/Two'}}]
      discriminator: {{propertyName: code, mapping: {{'{names[0]}': One, '{names[1]}': Two}}}}
""")
    assert read(made.Thing, part={"code": first}).part == made.One(code=first)
    assert read(made.Thing, part={"code": second}).part == made.Two(code=second)
    unknown = read(made.Thing, part={"code": 9}).part
    assert unknown == made.UnknownVariant({"code": 9})


def test_a_model_knows_the_value_by_which_a_discriminator_means_it() -> None:
    made = models(PETS + """
Pet:
  oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
  discriminator: {propertyName: kind, mapping: {tom: '#/components/schemas/Cat', d: Dog, dog: Dog}}
""")
    assert made.Cat().to_dict() == {"kind": "tom"}
    with pytest.raises(TypeError, match="kind"):
        made.Dog()  # two values mean a dog: which one is the caller's to say


def test_a_base_with_a_discriminator_becomes_the_child_that_is_named() -> None:
    made = models("""
Event: {type: object, required: [type], properties: {type: {type: string}}, discriminator: {propertyName: type, mapping: {made: '#/components/schemas/Made'}}}
Made: {allOf: [{$ref: '#/components/schemas/Event'}, {type: object, properties: {at: {type: string}}}]}
Gone: {allOf: [{$ref: '#/components/schemas/Event'}, {type: object, properties: {why: {type: string}}}]}
Log: {type: object, properties: {last: {$ref: '#/components/schemas/Event'}}}
""")
    assert type(read(made.Log, last={"type": "made", "at": "now"}).last) is made.Made
    assert type(read(made.Log, last={"type": "Gone"}).last) is made.Gone
    assert type(read(made.Log, last={"type": "new"}).last) is made.EventBase
