"""Unions without a discriminator: the content of a value selects the variant."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    bounded: {oneOf: [{type: object, required: [v], properties: {v: {type: string, maxLength: 2}}}, {type: object, required: [v], properties: {v: {type: string, minLength: 3}, w: {type: integer}}}]}
    needs: {oneOf: [{type: array, items: {$ref: '#/components/schemas/NeedsA'}}, {type: array, items: {$ref: '#/components/schemas/NeedsB'}}]}
    free: {oneOf: [{$ref: '#/components/schemas/AnyList'}, {$ref: '#/components/schemas/LongTexts'}]}
    short: {oneOf: [{$ref: '#/components/schemas/ShortTuple'}, {$ref: '#/components/schemas/LongTuple'}]}
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
AnyList: {type: object, additionalProperties: false, required: [c], properties: {c: {}}}
LongTexts: {type: object, required: [c], properties: {c: {type: array, items: {$ref: '#/components/schemas/LongText'}}}}
LongText: {type: object, required: [a], properties: {a: {type: string, minLength: 2}}}
ShortText: {type: object, required: [a], properties: {a: {type: string, maxLength: 1}}}
ShortTuple: {type: object, properties: {c: {type: array, prefixItems: [{$ref: '#/components/schemas/ShortText'}], minItems: 1}}}
LongTuple: {type: object, properties: {c: {type: array, items: {$ref: '#/components/schemas/LongText'}, minItems: 1}}}
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
        ("bounded", {"v": "ab"}, "XBoundedOnlyV"),
        ("bounded", {"v": "abc"}, "XBoundedWithW"),
        ("free", {"c": [{"a": "x"}]}, "AnyList"),
        ("short", {"c": [{"a": "x"}]}, "ShortTuple"),
        ("short", {"c": [{"a": "xy"}]}, "LongTuple"),
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


@pytest.mark.parametrize(
    "value",
    [1e300, -1e-300, 10**400, float("inf")],
    ids=["float", "small", "integer", "infinity"],
)
def test_large_number_is_compared_with_constraints(value: float) -> None:
    models = generate_models("""
X: {type: object, properties: {price: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}}}
A: {type: object, properties: {v: {type: number, multipleOf: 0.03, not: {type: integer}}}}
B: {type: object, properties: {v: {type: number, multipleOf: 0.01}}}
""")
    price = round_trip(models.X, price={"v": value}).price
    assert price.v == value


def test_nested_unions_are_decoded_once() -> None:
    """Each level of nesting adds the same number of calls, although all variants are tried."""
    tree = generate_models("""
One: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}, a: {type: string}}}
Two: {type: object, properties: {next: {$ref: '#/components/schemas/Node'}, b: {type: string}}}
Node: {oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}]}
""")
    counts = []
    for depth in (4, 8, 12):
        value: dict[str, Any] = {"b": "x"}
        for _ in range(depth):
            value = {"next": value}
        tree.One.from_dict(value)
        counts.append(count_calls(lambda value=value: tree.One.from_dict(value)))
    assert counts[2] - counts[1] < 2 * (counts[1] - counts[0])


def count_calls(function: Callable[[], object]) -> int:
    """Return the number of functions, built-in ones included, that a function calls."""
    count = 0

    def record(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(record)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("is_declared", [True, False])
def test_table_decides_among_many_variants(
    models: ModuleType, is_declared: bool
) -> None:
    counts = []
    for size in (20, 20_000):
        decode = build_large_union(models, size, is_declared)
        value = {"kind": f"k{size - 1}", "n": 1}
        assert decode(value).kind == value["kind"]
        counts.append(count_calls(lambda v=value, decode=decode: decode(v)))
    assert counts[1] <= 2 * counts[0]


def build_large_union(
    models: ModuleType, size: int, is_declared: bool
) -> Callable[[Any], Any]:
    """Return the function that decodes a union of models with different constants."""
    package = models.__name__.rpartition(".")[0]
    names = ("codec", "models", "types", "unions")
    codec, fields, types, unions = (
        import_module(f"{package}._runtime.codec.{name}") for name in names
    )

    def build_variant(kind: str) -> Any:
        constant = types.codec_for(f"Literal[{kind!r}]")
        entry = fields.FieldSpec("kind", "kind", constant, is_optional=True)
        spec = fields.ModelSpec(type("M", (types.Model,), {}), [entry], None)
        return fields.lazy_codec(spec.model, lambda: spec)

    variants = {f"k{n}": build_variant(f"k{n}") for n in range(size)}
    table = {kind: kind for kind in variants}
    discriminator = codec.Discriminator("kind", table) if is_declared else None
    union = unions.union([*variants.values()], discriminator, variants.__getitem__)
    return lambda value: codec.decode_strictly(value, union.decode, "M")


JSON_VALUES = st.recursive(
    st.sampled_from([None, False, True, 0, 1, 0.0, 1.0, 1.5, "1", "", "true"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner)
    ),
    max_leaves=3,
)


@given(values=st.lists(JSON_VALUES, max_size=3))
@settings(max_examples=200)
def test_equality_of_json_values(models: ModuleType, values: list[Any]) -> None:
    """The constraints agree with a validator: 1 is 1.0, and true is neither."""
    package = models.__name__.partition(".")[0]
    rules = import_module(f"{package}._runtime.codec.rules")
    schemas: list[Any] = [{"uniqueItems": True}]
    schemas += [{"items": {"const": value, "enum": [value]}} for value in values]
    for schema in schemas:
        expected = jsonschema_rs.is_valid(schema, values)
        assert rules.is_valid(schema, values) == expected


def test_union_with_more_variants_than_python_parses(models: ModuleType) -> None:
    package = models.__name__.rpartition(".")[0]
    types = import_module(f"{package}._runtime.codec.types")
    names = [f"V{n}" for n in range(20_000)]
    assert [node.id for node in types.parse_union(" | ".join(names))] == names
    lists = [f"list[A{n} | B{n}]" for n in range(2_001)]
    assert len(types.parse_union(" | ".join(lists))) == len(lists)


def test_names_of_a_large_module_are_looked_up_directly(models: ModuleType) -> None:
    package = models.__name__.rpartition(".")[0]
    exports = import_module(f"{package}._runtime.codec.lazy_exports")
    counts = []
    for size in (10, 1_000):
        module = ModuleType("large")
        names = [f"C{n}" for n in range(size)]
        vars(module).update((n, type(n, (), {"__module__": "large"})) for n in names)
        assert exports._defined_names(module) == names
        counts.append(count_calls(lambda m=module: exports._defines(m, "C9")))
    assert counts[0] == counts[1]
