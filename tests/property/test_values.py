"""Valid values decode and encode to themselves; values that contradict the schema are rejected."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.property.codecs import Codecs, add_operations, are_equal, import_codecs
from tests.property.documents import component_documents
from tests.property.examples import divide_examples
from tests.property.mutation import mutate
from tests.property.targets import (
    INVALID_VALUES,
    Target,
    TargetFinder,
    get_at,
    replace_at,
)
from tests.property.values import ValueSource

VALUES_PER_COMPONENT = 5
Sample = tuple[Codecs, str, Any, Any]
"""Codecs of a document, name of a component, its schema with the document, and a valid value."""


def draw_samples(data: st.DataObject) -> Iterator[Sample]:
    """Draw a document, and valid values of each of its components."""
    tree = add_operations(data.draw(component_documents()))
    schemas = tree["components"]["schemas"]
    source = ValueSource(data.draw, tree)
    with import_codecs(tree) as codecs:
        for name, schema in [*schemas.items()] * VALUES_PER_COMPONENT:
            value = source.draw_value(schema)
            if codecs.is_json(name) and source.validator.is_valid(name, value):
                yield codecs, name, (schema, tree), value


def check_round_trip(codecs: Codecs, name: str, value: Any) -> None:
    """Check that a value encodes as it was decoded."""
    encoded = codecs.encode(name, codecs.decode(name, value))
    assert are_equal(encoded, value), (name, encoded, value)


@divide_examples(10)
@given(st.data())
def test_valid_value_round_trips(data: st.DataObject) -> None:
    for codecs, name, _, value in draw_samples(data):
        check_round_trip(codecs, name, value)


@divide_examples(10)
@given(st.data())
def test_annotations_admit_valid_values(data: st.DataObject) -> None:
    for codecs, name, _, value in draw_samples(data):
        decoded = codecs.decode(name, value)
        assert codecs.find_unadmitted(name, decoded) is None, (name, value)


@divide_examples(10)
@given(st.data())
def test_invalid_value_is_rejected(data: st.DataObject) -> None:
    for codecs, name, (schema, tree), value in draw_samples(data):
        targets = [*TargetFinder(tree).find(schema, value)]
        chosen = st.lists(st.sampled_from(targets), max_size=3)
        for target in targets and data.draw(chosen):
            invalid = draw_contradiction(value, target, data)
            with pytest.raises(codecs.InvalidDataError):
                codecs.decode(name, invalid)


def draw_contradiction(value: Any, target: Target, data: st.DataObject) -> Any:
    """Return the value with a target of the wrong type, or without a required property."""
    current = get_at(value, target.path)
    required = [
        key
        for key in (target.required_non_null if target.type == "object" else ())
        if key in current
    ]
    if required and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(required))
        without_key = {k: item for k, item in current.items() if k != key}
        with_null = {**current, key: None}
        replacement = data.draw(st.sampled_from([without_key, with_null]))
    else:
        replacement = data.draw(st.sampled_from(INVALID_VALUES[target.type]))
    return replace_at(value, target.path, replacement)


@divide_examples(10)
@given(st.data())
def test_compatible_change_round_trips(data: st.DataObject) -> None:
    for codecs, name, (schema, tree), value in draw_samples(data):
        for target in TargetFinder(tree).find(schema, value):
            current = get_at(value, target.path)
            for replacement in compatible_changes(current, target):
                changed = replace_at(value, target.path, replacement)
                check_round_trip(codecs, name, changed)


def compatible_changes(current: Any, target: Target) -> Iterator[Any]:
    """Yield values that a newer server may return: new keys and enum members, null, omitted nulls."""
    if target.is_optional or target.is_nullable:
        yield None
    if target.type == "string" and "enum" in target.schema:
        yield "a value that is new"
    if target.type == "object":
        if not isinstance(target.schema.get("additionalProperties"), dict):
            yield {**current, "a key that is new": [None, {}]}
        for key in target.schema.get("required", ()):
            if key in target.properties and current.get(key, ...) is None:
                yield {name: item for name, item in current.items() if name != key}


@divide_examples(10)
@given(st.data(), st.randoms(use_true_random=False))
def test_mutated_value_is_rejected_or_round_trips(
    data: st.DataObject, random: Any
) -> None:
    for codecs, name, _, value in draw_samples(data):
        for mutant in mutate([copy.deepcopy(value)], random):
            try:
                decoded = codecs.decode(name, mutant)
            except codecs.InvalidDataError:
                continue
            assert are_equal(codecs.encode(name, decoded), mutant), (name, mutant)
