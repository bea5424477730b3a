"""A broken document is pressed, or refused with problems that have a place; nothing else ever happens."""

from __future__ import annotations

import json
from random import Random

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from specpress.problems import DocumentError
from tests.property.damage import damage
from tests.property.documents import Document, documents
from tests.property.mutation import mutate
from tests.property.pressing import press_bytes

SOUND = documents(wild=False)
chances = st.randoms(use_true_random=False)


def check(data: bytes) -> None:
    """Press; what is refused must be told with places inside of the file."""
    try:
        found = press_bytes(data).warnings
    except DocumentError as error:
        found = error.problems
        assert error.problems
    text = data.decode("utf-8", "replace")
    lines = max(len(text.splitlines()), data.count(b"\n") + 1)
    for problem in found:
        assert problem.message
        assert problem.place is not None, problem
        assert problem.place.column >= 1, problem
        if problem.place.file.endswith("openapi.yaml"):
            assert 1 <= problem.place.line <= lines, problem


@given(SOUND, chances, st.integers(1, 3))
@settings(max_examples=settings().max_examples * 4)
def test_a_mutated_document_is_pressed_or_refused(
    document: Document, chance: Random, times: int
) -> None:
    for _ in range(times):
        document = mutate(document, chance)
    check(json.dumps(document, indent=1).encode())


@given(SOUND, chances, st.booleans())
@settings(max_examples=settings().max_examples * 4)
def test_a_damaged_text_is_pressed_or_refused(
    document: Document, chance: Random, as_yaml: bool
) -> None:
    text = (
        yaml.safe_dump(document, sort_keys=False)
        if as_yaml
        else json.dumps(document, indent=1)
    )
    check(damage(text.encode(), chance))
