"""What a schema allows decodes and encodes to itself; what contradicts it is told, and nothing is lost."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.property.codecs import Codecs, codecs, same, spoken
from tests.property.documents import documents
from tests.property.mutation import mutate
from tests.property.spots import WRONG, Spot, Spots, at, put
from tests.property.values import Source

Found = tuple[Codecs, str, Any, Any]
"""The codecs of a document, the name of a component, its schema, and a value that holds to it."""


def values(data: st.DataObject) -> Iterator[Found]:
    """Values of all components of a document."""
    tree = spoken(data.draw(documents()))
    schemas = tree["components"]["schemas"]
    assume(schemas)
    source = Source(data.draw, tree)
    with codecs(tree) as found:
        for name, schema in schemas.items():
            value = source.value(schema)
            if found.are_json(name) and source.witness.allows(name, value):
                yield found, name, (schema, tree), value


def comes_back(found: Codecs, name: str, value: Any) -> None:
    """Whether a value is encoded as it was decoded."""
    back = found.encode(name, found.decode(name, value))
    assert same(back, value), (name, back, value)


@given(st.data())
def test_a_value_encodes_to_itself(data: st.DataObject) -> None:
    for found, name, _, value in values(data):
        comes_back(found, name, value)


@given(st.data())
def test_a_contradiction_is_told(data: st.DataObject) -> None:
    for found, name, (schema, tree), value in values(data):
        spots = [*Spots(tree).of(schema, value)]
        for spot in spots and data.draw(st.lists(st.sampled_from(spots), max_size=3)):
            wrong = contradicted(value, spot, data)
            with pytest.raises(found.InvalidDataError):
                found.decode(name, wrong)


def contradicted(value: Any, spot: Spot, data: st.DataObject) -> Any:
    """The value with something of a wrong type in a spot, or without what must be there."""
    here = at(value, spot.way)
    needed = (
        [key for key in spot.needed if key in here] if spot.kind == "object" else []
    )
    if needed and data.draw(st.booleans()):
        gone = data.draw(st.sampled_from(needed))
        less = {key: item for key, item in here.items() if key != gone}
        null = {**here, gone: None}
        return put(value, spot.way, data.draw(st.sampled_from([less, null])))
    return put(value, spot.way, data.draw(st.sampled_from(WRONG[spot.kind])))


@given(st.data())
def test_a_compatible_change_is_kept(data: st.DataObject) -> None:
    for found, name, (schema, tree), value in values(data):
        for spot in Spots(tree).of(schema, value):
            for other in compatible(at(value, spot.way), spot):
                comes_back(found, name, put(value, spot.way, other))


def compatible(here: Any, spot: Spot) -> Iterator[Any]:
    """What a newer server may send: keys and values of enums that are new, null or nothing for null."""
    if spot.optional or spot.takes_null:
        yield None
    if spot.kind == "string" and "enum" in spot.schema:
        yield "a value that is new"
    if spot.kind == "object":
        if not isinstance(spot.schema.get("additionalProperties"), dict):
            yield {**here, "a key that is new": [None, {}]}
        for key in spot.schema.get("required", ()):
            if key in here and key in spot.properties and here[key] is None:
                yield {name: item for name, item in here.items() if name != key}


@given(st.data(), st.randoms(use_true_random=False))
def test_whatever_comes_is_told_or_kept(data: st.DataObject, chance: Any) -> None:
    for found, name, _, value in values(data):
        other = mutate([copy.deepcopy(value)], chance)
        for changed in other:
            try:
                decoded = found.decode(name, changed)
            except found.InvalidDataError:
                continue
            assert same(found.encode(name, decoded), changed), (name, changed)
