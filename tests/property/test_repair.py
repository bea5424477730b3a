"""A repaired document accepts the recorded values, for the validator and for the generated client."""

from __future__ import annotations

import json
from random import Random
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.property.codecs import add_operations, import_codecs
from tests.property.documents import component_documents
from tests.property.examples import divide_examples
from tests.property.mutation import mutate
from tests.property.reference_validator import has_unguarded_cycle
from tests.property.values import ValueSource
from tests.repair.recorded import find_contradictory, repair_text, repaired_tree

# Values per component, most of which contradict its schema.
COUNT = 3


def draw_values(
    data: st.DataObject, tree: Any, random: Random
) -> list[tuple[str, Any]]:
    """Draw values for each component, by its name."""
    source = ValueSource(data.draw, tree)
    values = []
    for name, schema in tree["components"]["schemas"].items():
        mutants = [[source.draw_value(schema)]]
        while len(mutants) < COUNT:
            mutants.append(mutate(mutants[-1], random) or [None])
        values += [(name, value) for mutant in mutants for value in mutant]
    return [(name, value) for name, value in values if is_json(value)]


def is_json(value: Any) -> bool:
    """Return whether a value can be sent as JSON."""
    try:
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except ValueError:
        return False
    return True


def record(names: list[str], name: str, value: Any) -> dict[str, Any]:
    """Return the exchange of the operation of a component."""
    url = f"https://api.example.com/values/{names.index(name)}"
    headers = {"content-type": "application/json"}
    response = {"status": 200, "headers": headers, "json": value}
    return {"request": {"method": "POST", "url": url}, "response": response}


@divide_examples(10)
@given(st.data(), st.randoms(use_true_random=False))
def test_repaired_document_accepts_the_recording(
    data: st.DataObject, random: Random
) -> None:
    tree = add_operations(data.draw(component_documents()))
    schemas = tree["components"]["schemas"]
    assume(not has_unguarded_cycle(schemas))
    values = draw_values(data, tree, random)
    exchanges = [record([*schemas], name, value) for name, value in values]
    document = json.dumps(tree)
    result = repair_text(document, exchanges)
    assert [place.at.id for place in result.remaining if place.is_repairable] == []
    # JSONPath cannot name some of the drawn names.
    assume(not result.remaining)
    repaired = repaired_tree(document, result)
    assert find_contradictory(json.dumps(repaired), exchanges) == set()
    with import_codecs(repaired) as codecs:
        for name, value in values:
            if codecs.is_json(name):
                assert codecs.accept(name, value)[1] == [], (name, value)


@divide_examples(10)
@given(st.data(), st.randoms(use_true_random=False))
def test_repaired_document_accepts_what_it_accepted_before(
    data: st.DataObject, random: Random
) -> None:
    tree = add_operations(data.draw(component_documents()))
    schemas = tree["components"]["schemas"]
    assume(not has_unguarded_cycle(schemas))
    names, document = [*schemas], json.dumps(tree)
    recorded, others = (
        [record(names, *entry) for entry in draw_values(data, tree, random)]
        for _ in range(2)
    )
    result = repair_text(document, recorded)
    repaired = json.dumps(repaired_tree(document, result))
    refused = find_contradictory(document, others)
    assert find_contradictory(repaired, others) <= refused
