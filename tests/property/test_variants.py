"""Unions without a discriminator: a value is read as the variant that it is valid for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
from hypothesis import given
from hypothesis import strategies as st

from tests.property.codecs import Codecs, add_operations, are_equal, import_codecs
from tests.property.draws import Draw, choose, one_in
from tests.property.examples import divide_examples
from tests.property.packages import PACKAGE

KEYS = ("a", "b", "c")
TEXTS = ("x", "y", "ab", "abc", "")
VALUES: tuple[Any, ...] = (*TEXTS, 0, 1, 7, 2.5, True, None, [], ["x"], [1], ["x", "x"])
SCALARS: tuple[dict[str, Any], ...] = (
    {"type": "string"},
    {"type": "string", "maxLength": 1},
    {"type": "string", "minLength": 2},
    {"type": "string", "pattern": "^a[a-c]*$"},
    {"type": "string", "enum": ["x", "y"]},
    {"type": "string", "enum": ["ab"]},
    {"const": "x"},
    {"const": 1},
    {"type": "integer"},
    {"type": "integer", "maximum": 1},
    {"type": "number", "exclusiveMinimum": 1},
    {"type": "boolean"},
    {"type": ["string", "null"]},
    {"type": "array", "items": {"type": "string"}},
    {"type": "array", "items": {"type": "string"}, "minItems": 2},
    {"type": "array", "items": {"type": "integer"}, "maxItems": 1},
    {"type": "object", "additionalProperties": {"type": "string"}},
    {},
)
LIMITS: tuple[dict[str, Any], ...] = (
    {"additionalProperties": False},
    {"minProperties": 2},
    {"maxProperties": 1},
    {"dependentRequired": {"a": ["b"]}},
    {"not": {"required": ["c"]}},
    {"anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
    {"additionalProperties": {"type": "string"}},
)


@st.composite
def objects(draw: Draw, depth: int = 1) -> dict[str, Any]:
    """Return an object with few keys, so that variants have keys and values in common."""
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True))
    properties = {}
    for key in keys:
        is_nested = depth > 0 and one_in(draw, 4)
        inner = draw(objects(depth - 1)) if is_nested else choose(draw, SCALARS)
        is_list = is_nested and one_in(draw, 2)
        properties[key] = {"type": "array", "items": inner} if is_list else inner
    schema: dict[str, Any] = {"type": "object", "properties": properties}
    required = [key for key in keys if one_in(draw, 3)]
    # Inline objects that differ only in these limits share a class, and are read alike.
    limits = choose(draw, LIMITS) if depth and one_in(draw, 3) else {}
    return schema | ({"required": required} if required else {}) | limits


@st.composite
def unions(draw: Draw) -> dict[str, Any]:
    """Return components with a union of objects, of arrays or of maps of them."""
    variants = draw(st.lists(objects(), min_size=2, max_size=4))
    names = [f"V{n}" for n in range(len(variants))]
    references = [{"$ref": f"#/components/schemas/{name}"} for name in names]
    wrap = choose(draw, ["object", "object", "array", "map"])
    if wrap == "array":
        references = [{"type": "array", "items": ref} for ref in references]
    if wrap == "map":
        references = [{"type": "object", "additionalProperties": r} for r in references]
    union = {"oneOf": references}
    return {"U": union} | dict(zip(names, variants, strict=True))


@st.composite
def values(draw: Draw, schema: dict[str, Any]) -> Any:
    """Return a value with the keys of a schema that is valid in most cases."""
    if schema.get("type") == "array":
        return [draw(values(schema["items"])) for _ in range(draw(st.integers(0, 2)))]
    if "properties" not in schema:
        return choose(draw, schema.get("enum", VALUES))
    keys = [*schema["properties"], "new"] if one_in(draw, 4) else schema["properties"]
    return {
        key: draw(values(schema["properties"].get(key, {"enum": ["x"]})))
        for key in keys
        if not one_in(draw, 4) or key in schema.get("required", ())
    }


class Judge:
    """An independent implementation of JSON Schema."""

    def __init__(self, tree: dict[str, Any]) -> None:
        self._validators = [
            jsonschema_rs.validator_for({**variant, "components": tree["components"]})
            for variant in tree["components"]["schemas"]["U"]["oneOf"]
        ]

    def list_valid(self, value: Any) -> list[int]:
        """Return the positions of the variants for which a value is valid."""
        return [n for n, v in enumerate(self._validators) if v.is_valid(value)]


def _draw_cases(data: st.DataObject) -> Iterator[tuple[Codecs, Judge, Any, Any]]:
    """Yield the codecs and the judge of a union, a value, and the object inside it."""
    schemas = data.draw(unions())
    tree = add_operations(
        {
            "openapi": "3.1.0",
            "info": {"title": "Acme", "version": "1"},
            "components": {"schemas": schemas},
        }
    )
    judge, variants = Judge(tree), [schemas[n] for n in schemas if n != "U"]
    first = schemas["U"]["oneOf"][0]
    with import_codecs(tree) as codecs:
        for _ in range(12):
            inner = value = data.draw(values(choose(data.draw, variants)))
            if first.get("type") == "array":
                value = [value]
            elif "additionalProperties" in first:
                value = {"key": value}
            yield codecs, judge, value, inner


def _get_model(decoded: Any) -> Any:
    """Return the model in a list or a map, or the decoded value itself."""
    if isinstance(decoded, list):
        return decoded[0]
    return decoded["key"] if isinstance(decoded, dict) else decoded


def _count_extra(decoded: Any) -> int:
    """Return the number of keys in `extra`, those of nested models included."""
    if isinstance(decoded, dict):
        return sum(map(_count_extra, decoded.values()))
    if isinstance(decoded, (list, tuple)):
        return sum(map(_count_extra, decoded))
    if not hasattr(decoded, "extra"):
        return 0
    names = [n for n in decoded.__dataclass_fields__ if n != "extra"]
    inner = sum(_count_extra(getattr(decoded, name)) for name in names)
    return len(decoded.extra) + inner


@divide_examples(10)
@given(st.data())
def test_value_of_one_variant_is_read_as_that_variant(data: st.DataObject) -> None:
    for codecs, judge, value, _ in _draw_cases(data):
        valid = judge.list_valid(value)
        if not valid:
            continue
        decoded = codecs.decode("U", value)
        name = type(_get_model(decoded)).__name__
        if len(valid) == 1:
            assert name == f"V{valid[0]}", (value, name)
        assert are_equal(codecs.encode("U", decoded), value)


@divide_examples(10)
@given(st.data())
def test_no_other_valid_variant_leaves_fewer_undeclared_keys(
    data: st.DataObject,
) -> None:
    for codecs, judge, value, inner in _draw_cases(data):
        valid = judge.list_valid(value)
        if len(valid) < 2:
            continue
        selected = _get_model(codecs.decode("U", value))
        others = [codecs.decode(f"V{n}", inner) for n in valid]
        # A variant with more constants is preferred to one with more keys.
        most = max(map(_count_constants, others))
        extra = [_count_extra(o) for o in others if _count_constants(o) == most]
        assert _count_extra(selected) <= min(extra), (value, selected)


def _count_constants(decoded: Any) -> int:
    scores = importlib.import_module(f"{PACKAGE}._runtime.codec.scores")
    types = importlib.import_module(f"{PACKAGE}._runtime.codec.types")
    score = scores.Score()
    value = decoded.to_dict()
    codec = types.model_codec(type(decoded))
    scores.Scorer(types.model_codec, None).add(score, decoded, value, codec)
    return int(score.known)
