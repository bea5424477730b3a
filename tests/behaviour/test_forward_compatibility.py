"""Every model of the Extend package takes what a compatible server may send tomorrow, and refuses what contradicts the document.

The payloads are made from the document's schemas as they are written: neither from the package nor from what the
generator made of the document. So this is a second witness beside the package's own tests, and judges their payloads, too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from extend_client import models
from extend_client._runtime.codec import InvalidDataError
from extend_client._runtime.models import Model
from tests.sandbox.server import load_document

from specpress.mock.choices import MAX_ALTERNATIVES, Chooser
from specpress.mock.constraints import Constraints
from specpress.mock.samples import Sampler
from specpress.mock.schemas import Schemas
from specpress.problems import Problems

NOVEL = {"deep": [{"er": [None, 1.5, "ä", {"est": []}]}]}
WRONG = {
    "string": (7, [], {}),
    "number": ("x", True, []),
    "integer": ("x", True, 1.5),
    "boolean": ("true", 0),
    "array": ({}, "x"),
    "object": ([], "x"),
}
"""By the JSON type of a property: values that it cannot have."""
TABLE = Path(__file__).parents[2] / "generated/tests/models.json"
Case = tuple[str, str, Any]
"""A model, what was changed, and the payload."""


@cache
def sampler() -> Sampler:
    return Sampler(Schemas("writeOnly", Problems()))


def components() -> Iterator[tuple[str, Constraints, dict[str, Any]]]:
    """Each object of the document by its class, with what its schema says and a payload."""
    workspace, _ = load_document()
    schemas = workspace.root.child("components").child("schemas")
    for name, cursor in schemas.items():
        kind = getattr(models, name, None)
        if isinstance(kind, type) and issubclass(kind, Model):
            schema = sampler().schemas.reference(cursor)
            value = sampler().sample(schema, name)
            yield name, _facts([schema])[0], value


def _facts(wanted: list[Any]) -> list[Constraints]:
    """What schemas say together, a way through their choices each."""
    ways = Chooser(sampler().schemas, Random(0)).alternatives(wanted, frozenset())
    return [Constraints(way.schemas) for way in islice(ways, MAX_ALTERNATIVES)]


def compatible() -> Iterator[Case]:
    """Every compatible change of every payload."""
    for name, facts, value in components():
        yield name, "as it is", value
        yield name, "a new key", {**value, "keyOfTomorrow": NOVEL}
        for key in facts.property_names:
            ways = _facts(facts.property_schemas(key))
            kinds = {kind for way in ways for kind in way.types}
            if "null" in kinds:
                yield name, f"{key} is null", {**value, key: None}
                yield name, f"{key} is missing", {
                    k: v for k, v in value.items() if k != key
                }
            elif key not in facts.required:
                yield name, f"{key} is missing", {
                    k: v for k, v in value.items() if k != key
                }
            if any(len(way.allowed_values or ()) > 1 for way in ways):
                yield name, f"{key} has a new value", {
                    **value,
                    key: "VALUE_OF_TOMORROW",
                }
            if kinds & {"number", "integer"}:
                yield name, f"{key} is bigger", {**value, key: 2**60}
            if (
                "object" in kinds
                and len([way for way in ways if way.types == ["object"]]) > 1
            ):
                yield name, f"{key} is a new variant", {
                    **value,
                    key: {"variantOfTomorrow": NOVEL},
                }


def contradictory() -> Iterator[Case]:
    """Every contradiction in a property that is told plainly."""
    for name, facts, value in components():
        for key in facts.property_names:
            ways = _facts(facts.property_schemas(key))
            kinds = {kind for way in ways for kind in way.types}
            plain = kinds - {"null"}
            untold = any(not way.schemas for way in ways)
            if (
                len(plain) != 1
                or untold
                or any(way.allowed_values is not None for way in ways)
            ):
                continue
            is_union = len([way for way in ways if way.types != ["null"]]) > 1
            # What is of no variant is kept as one of tomorrow: null and nothing are none.
            for wrong in () if is_union else WRONG[next(iter(plain))]:
                yield name, f"{key}: {wrong!r}", {**value, key: wrong}
            if key in facts.required and "null" not in kinds:
                yield name, f"{key}: null", {**value, key: None}
                yield name, f"{key}: missing", {
                    k: v for k, v in value.items() if k != key
                }


def text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


@pytest.mark.parametrize(
    "case", [*compatible()], ids=lambda case: f"{case[0]}-{case[1]}"
)
def test_a_compatible_change_breaks_nothing_and_loses_nothing(case: Case) -> None:
    name, _, value = case
    assert text(getattr(models, name).from_dict(value).to_dict()) == text(value)


@pytest.mark.parametrize(
    "case", [*contradictory()], ids=lambda case: f"{case[0]}-{case[1]}"
)
def test_a_contradiction_is_told_with_its_place(case: Case) -> None:
    name, what, value = case
    with pytest.raises(InvalidDataError) as caught:
        getattr(models, name).from_dict(value)
    key = what.partition(":")[0]
    assert {fault.pointer.split("/")[1] for fault in caught.value.faults} == {key}
    assert all(
        fault.declared_at.startswith("#/components/") for fault in caught.value.faults
    )


def payloads(name: str) -> Iterator[Any]:
    """What the package's own tests feed to a model: each value of each key."""
    keys = json.loads(TABLE.read_text("utf-8"))[name]["keys"]
    whole = {k: next(iter(told["values"].values())) for k, told in keys.items()}
    for key, told in keys.items():
        for value in told["values"].values():
            yield {**whole, key: value}


@pytest.mark.parametrize("name", [name for name, *_ in components()])
def test_the_payloads_of_the_generated_tests_are_of_their_schemas(name: str) -> None:
    workspace, _ = load_document()
    cursor = workspace.root.child("components").child("schemas").child(name)
    schemas = sampler().schemas
    found = [schemas.find_faults(schemas.reference(cursor), p) for p in payloads(name)]
    assert found and not any(found)
