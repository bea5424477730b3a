"""Values that contradict the schema are accepted, and encode to themselves."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Iterator
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.property.codecs import Codecs, are_equal
from tests.property.examples import divide_examples
from tests.property.mutation import mutate
from tests.property.test_values import draw_samples


def draw_mutants(
    data: st.DataObject, random: Random
) -> Iterator[tuple[Codecs, str, Any]]:
    """Draw values with one to four random changes, most of which contradict the schema."""
    for codecs, name, _, value in draw_samples(data):
        tree: Any = [value]
        for _ in range(random.randint(1, 4)):
            tree = mutate(tree, random)
            for mutant in tree:
                yield codecs, name, mutant


def is_encodable(faults: list[Any]) -> bool:
    """Return False if the whole value was refused: there is no model that keeps what was received."""
    return all(fault.pointer for fault in faults)


@divide_examples(10)
@given(st.data(), st.randoms(use_true_random=False))
def test_mutated_value_is_accepted_and_encodes_to_itself(
    data: st.DataObject, random: Random
) -> None:
    for codecs, name, mutant in draw_mutants(data, random):
        accepted, faults = codecs.accept(name, mutant)
        if is_encodable(faults):
            encoded = codecs.encode(name, accepted)
            assert are_equal(encoded, mutant), (name, encoded, mutant)


@divide_examples(10)
@given(st.data(), st.randoms(use_true_random=False))
def test_copy_of_accepted_value_encodes_to_the_same(
    data: st.DataObject, random: Random
) -> None:
    for codecs, name, mutant in draw_mutants(data, random):
        accepted, faults = codecs.accept(name, mutant)
        for copied in (
            copy.copy(accepted),
            copy.deepcopy(accepted),
            pickle.loads(pickle.dumps(accepted)),
        ):
            assert copied == accepted
            if is_encodable(faults):
                assert are_equal(codecs.encode(name, copied), mutant)


@divide_examples(10)
@given(st.data())
def test_valid_value_has_no_contradictions(data: st.DataObject) -> None:
    for codecs, name, _, value in draw_samples(data):
        assert codecs.accept(name, value)[1] == []
