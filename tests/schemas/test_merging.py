"""Types of schemas that apply together: a stated type wins over one that keywords imply."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any, get_args, get_type_hints

import pytest

from tests.schemas.generation import generate_models, round_trip

RESULTS = """
Base: {type: object, required: [name, amount], properties: {name: {type: string}, amount: {type: number}}}
Child:
  allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {name: {minimum: 1}, amount: {pattern: '^a'}}}]
Result: {type: object, properties: {result: {anyOf: [{type: object}, {type: string}]}}}
One: {allOf: [{$ref: '#/components/schemas/Result'}, {properties: {result: {type: object}}}]}
Two: {allOf: [{$ref: '#/components/schemas/Result'}, {properties: {result: {type: string}}}]}
"""


def get_annotation(schema: str, more: str = "", version: str = "3.1.0") -> Any:
    """Return the annotation of a property with this schema."""
    models = generate_models(
        f"Thing: {{type: object, required: [it], properties: {{it: {schema}}}}}\n{more}",
        version,
    )
    return get_type_hints(models.Thing)["it"]


def test_implied_type_does_not_replace_a_stated_one() -> None:
    models = generate_models(RESULTS)
    hints = get_type_hints(models.Child)
    assert (hints["name"], hints["amount"]) == (str, float)
    assert round_trip(models.Child, name="x", amount=1.5).amount == 1.5


def test_unions_are_narrowed_by_a_stated_type() -> None:
    models = generate_models(RESULTS)
    hints = {name: get_type_hints(getattr(models, name)) for name in ("One", "Two")}
    assert hints["One"]["result"] == dict[str, Any] | None
    assert hints["Two"]["result"] == str | None


@pytest.mark.parametrize(
    ("schema", "annotation"),
    [
        ("{allOf: [{properties: {first: {type: string}}}, {type: string}]}", str),
        (
            "{allOf: [{type: [string, number]}, {properties: {a: {type: string}}}]}",
            float | str,
        ),
        (
            "{if: {type: string}, then: {type: string}, else: {type: integer}}",
            int | str,
        ),
        ("{if: {type: string}, then: {}, else: {type: integer}}", int | str),
        ("{type: string, anyOf: [false, {minLength: 1}]}", str),
        ("{allOf: [{type: string}, {anyOf: [false, {minLength: 1}]}]}", str),
        ("{type: integer, anyOf: [{minimum: 1}, {maximum: -1}]}", int),
        ("{type: string, allOf: [{anyOf: [{type: string}, {type: integer}]}]}", str),
        ("{allOf: [{type: [string, integer]}, {type: [integer, boolean]}]}", int),
        ("{allOf: [{enum: [a, 1]}, {type: integer}]}", int),
        ("{allOf: [{type: number}, {enum: [1.5, 2]}]}", float),
        ("{allOf: [{items: {type: string}}, {type: array}]}", list[str]),
        (
            "{allOf: [{items: {type: integer}}, {items: {minimum: 1}}]}",
            list[int],
        ),
        (
            "{allOf: [{type: array}, {items: {type: string}, properties: {}}]}",
            list[str],
        ),
        (
            "{type: object, allOf: [{additionalProperties: {type: integer}}, {additionalProperties: {minimum: 1}}]}",
            dict[str, int],
        ),
        ("{not: {type: object}, allOf: [{type: [object, string]}]}", str),
        ("{type: string, oneOf: [{format: date}, {format: date}]}", date),
        (
            "{type: [string, 'null'], anyOf: [{type: string}, {type: integer}]}",
            str | None,
        ),
        ("{$ref: '#/components/schemas/Either', type: string}", str),
        ("{allOf: [{$ref: '#/components/schemas/Either'}], type: string}", str),
    ],
)
def test_annotation(schema: str, annotation: Any) -> None:
    either = "Either: {anyOf: [{type: string}, {type: integer}]}"
    actual = get_annotation(schema, either)
    if isinstance(actual, type) and issubclass(actual, Enum):
        actual = type(next(iter(actual)).value)
    assert actual == annotation


def test_component_remains_the_type_of_a_narrowed_union() -> None:
    models = generate_models("""
Pet: {type: object, properties: {name: {type: string}}}
Holder: {type: object, properties: {it: {anyOf: [{$ref: '#/components/schemas/Pet'}, {type: string}]}}}
Owner: {allOf: [{$ref: '#/components/schemas/Holder'}, {properties: {it: {type: object}}}]}
""")
    assert get_args(get_type_hints(models.Owner)["it"]) == (models.Pet, type(None))


def test_objects_and_text_beside_properties() -> None:
    models = generate_models("""
Thing: {type: object, properties: {it: {type: [object, string], properties: {size: {type: integer}}, allOf: [{properties: {name: {type: string}}}]}}}
""")
    assert round_trip(models.Thing, it="x").it == "x"
    it = round_trip(models.Thing, it={"size": 1, "name": "x"}).it
    assert (it.size, it.name) == (1, "x")


def test_variants_beside_properties_keep_their_types() -> None:
    models = generate_models("""
Thing: {type: object, properties: {it: {properties: {size: {type: integer}}, anyOf: [{type: string}, {properties: {name: {type: string}}, type: object}]}}}
""")
    assert round_trip(models.Thing, it="x").it == "x"
    it = round_trip(models.Thing, it={"size": 1, "name": "x"}).it
    assert (it.size, it.name) == (1, "x")


def test_null_is_accepted_only_if_every_declaration_accepts_it() -> None:
    models = generate_models("""
Base: {type: object, properties: {a: {type: [string, 'null']}, b: {type: [string, 'null']}}}
Thing: {allOf: [{$ref: '#/components/schemas/Base'}, {required: [a, b], properties: {a: {minLength: 1}, b: {type: string}}}]}
""")
    assert round_trip(models.Thing, a=None, b="x").a is None
    with pytest.raises(ValueError, match="/b: expected a string"):
        models.Thing.from_dict({"a": "x", "b": None})


@pytest.mark.parametrize(
    ("schema", "annotation"),
    [
        (
            "{prefixItems: [{type: string}, {type: integer}], items: false, minItems: 2}",
            "tuple[str, int]",
        ),
        (
            "{prefixItems: [{type: string}, {type: integer}], items: false}",
            "tuple[str, int] | tuple[str] | tuple[()]",
        ),
        (
            "{prefixItems: [{type: string}], items: {type: integer}, minItems: 1}",
            "tuple[str, *tuple[int, ...]]",
        ),
        (
            "{items: [{type: string}, {type: integer}], additionalItems: false, minItems: 1, type: array}",
            "tuple[str, int] | tuple[str]",
        ),
        (
            "{prefixItems: [{type: string}, {type: integer}], maxItems: 1}",
            "tuple[str] | tuple[()]",
        ),
        (
            "{prefixItems: [{}, {}, {}, {}, {}, {type: string}], items: false}",
            "tuple[Any, ...]",
        ),
    ],
)
def test_prefix_items_are_tuples(schema: str, annotation: str) -> None:
    models = generate_models(f"Thing: {{type: object, properties: {{it: {schema}}}}}")
    expected = eval(annotation)
    assert str(get_type_hints(models.Thing)["it"]) == str(expected | None)


def test_short_arrays_are_tuples() -> None:
    models = generate_models("""
Thing: {type: object, properties: {it: {prefixItems: [{type: string, format: date}, {type: string}], items: {type: integer}}}}
""")
    day = "2026-01-02"
    for value, decoded in (
        ([], ()),
        ([day], (date(2026, 1, 2),)),
        ([day, day], (date(2026, 1, 2), day)),
        ([day, day, 3], (date(2026, 1, 2), day, 3)),
    ):
        assert round_trip(models.Thing, it=value).it == decoded
        assert models.Thing(it=decoded).to_dict() == {"it": value}
    with pytest.raises(ValueError, match="/it"):
        models.Thing.from_dict({"it": [day, day, "x"]})


def test_undeclared_keys_of_one_of_two_choices() -> None:
    models = generate_models("""
Owner:
  allOf:
    - oneOf:
        - {type: object, required: [a], properties: {a: {type: string}}, additionalProperties: {type: boolean}}
        - {type: object, required: [b], properties: {b: {type: string}}}
    - oneOf:
        - {type: object, required: [c], properties: {c: {type: string}}, additionalProperties: {type: string}}
        - {type: object, required: [d], properties: {d: {type: string}}}
X: {type: object, properties: {it: {$ref: '#/components/schemas/Owner'}}}
""")
    it = round_trip(models.X, it={"b": "x", "d": "y", "e": [1]}).it
    assert it.extra == {"e": [1]}
