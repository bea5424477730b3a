"""Forward compatibility of every model of the Extend package: compatible changes are kept, contradictions reported.

The payloads are built from the schemas of the document, independently of the package and of the generator's
model of it. So they also check the payloads that the generated tests use.
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
from extend_client._runtime.codec.codec import InvalidDataError
from extend_client._runtime.codec.types import Model
from tests.sandbox.server import load_document

from specpress.document.problems import Problems
from specpress.samples.choices import MAX_ALTERNATIVES, Chooser
from specpress.samples.constraints import Constraints
from specpress.samples.samples import Sampler
from specpress.schema.validation import Schemas

UNKNOWN_VALUE = {"deep": [{"er": [None, 1.5, "ä", {"est": []}]}]}
# Values that contradict a JSON type.
INVALID_VALUES = {
    "string": (7, [], {}),
    "number": ("x", True, []),
    "integer": ("x", True, 1.5),
    "boolean": ("true", 0),
    "array": ({}, "x"),
    "object": ([], "x"),
}
MODEL_CASES = Path(__file__).parents[2] / "generated/tests/models.json"
# A model, the change and the changed payload.
Case = tuple[str, str, Any]


@cache
def build_sampler() -> Sampler:
    return Sampler(Schemas("writeOnly", Problems()))


def list_components() -> Iterator[tuple[str, Constraints, dict[str, Any]]]:
    """Return each object schema with its class, its constraints and a payload."""
    workspace, _ = load_document()
    schemas = workspace.root.child("components").child("schemas")
    for name, cursor in schemas.items():
        class_ = getattr(models, name, None)
        if isinstance(class_, type) and issubclass(class_, Model):
            schema = build_sampler().schemas.reference(cursor)
            payload = build_sampler().sample(schema, name)
            yield name, list_alternatives([schema])[0], payload


def list_alternatives(schemas: list[Any]) -> list[Constraints]:
    """Return the constraints of schemas combined, once for each choice of variants."""
    chooser = Chooser(build_sampler().schemas, Random(0))
    alternatives = chooser.alternatives(schemas, frozenset())
    return [Constraints(a.schemas) for a in islice(alternatives, MAX_ALTERNATIVES)]


def without(payload: dict[str, Any], key: str) -> dict[str, Any]:
    return {k: v for k, v in payload.items() if k != key}


def list_compatible_changes() -> Iterator[Case]:
    """Return every compatible change of every payload."""
    for name, constraints, payload in list_components():
        yield name, "unchanged", payload
        yield name, "a new key", {**payload, "keyOfTomorrow": UNKNOWN_VALUE}
        for key in constraints.property_names:
            alternatives = list_alternatives(constraints.property_schemas(key))
            types = {type_ for a in alternatives for type_ in a.types}
            if "null" in types:
                yield name, f"{key} is null", {**payload, key: None}
            if "null" in types or key not in constraints.required:
                yield name, f"{key} is missing", without(payload, key)
            for change, value in _new_values(alternatives):
                yield name, f"{key} {change}", {**payload, key: value}


def _new_values(alternatives: list[Constraints]) -> Iterator[tuple[str, Any]]:
    """Return values of a property that a newer server may send."""
    types = {type_ for a in alternatives for type_ in a.types}
    if any(len(a.allowed_values or ()) > 1 for a in alternatives):
        yield "has a new value", "VALUE_OF_TOMORROW"
    if types & {"number", "integer"}:
        yield "is bigger", 2**60
    if len([a for a in alternatives if a.types == ["object"]]) > 1:
        yield "is a new variant", {"variantOfTomorrow": UNKNOWN_VALUE}


def list_contradictions() -> Iterator[Case]:
    """Return contradictions in every property that has one type."""
    for name, constraints, payload in list_components():
        for key in constraints.property_names:
            alternatives = list_alternatives(constraints.property_schemas(key))
            types = {type_ for a in alternatives for type_ in a.types}
            for value in _invalid_values(alternatives):
                yield name, f"{key}: {value!r}", {**payload, key: value}
            is_required = key in constraints.required and "null" not in types
            if is_required and _has_one_type(alternatives):
                yield name, f"{key}: null", {**payload, key: None}
                yield name, f"{key}: missing", without(payload, key)


def _invalid_values(alternatives: list[Constraints]) -> Iterator[Any]:
    variants = [a for a in alternatives if a.types != ["null"]]
    # A value of no variant is decoded as an unknown variant, and so is not a contradiction.
    if _has_one_type(alternatives) and len(variants) == 1:
        (type_,) = {type_ for a in variants for type_ in a.types} - {"null"}
        yield from INVALID_VALUES[type_]


def _has_one_type(alternatives: list[Constraints]) -> bool:
    """Return True for a property of one type besides null, without enumerated values."""
    types = {type_ for a in alternatives for type_ in a.types} - {"null"}
    return len(types) == 1 and all(
        a.schemas and a.allowed_values is None for a in alternatives
    )


def to_json(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


@pytest.mark.parametrize(
    "case", [*list_compatible_changes()], ids=lambda case: f"{case[0]}-{case[1]}"
)
def test_compatible_change_is_decoded_without_loss(case: Case) -> None:
    name, _, payload = case
    model = getattr(models, name).from_dict(payload)
    assert to_json(model.to_dict()) == to_json(payload)


@pytest.mark.parametrize(
    "case", [*list_contradictions()], ids=lambda case: f"{case[0]}-{case[1]}"
)
def test_contradiction_is_reported_with_its_position(case: Case) -> None:
    name, change, payload = case
    with pytest.raises(InvalidDataError) as caught:
        getattr(models, name).from_dict(payload)
    key = change.partition(":")[0]
    assert {fault.pointer.split("/")[1] for fault in caught.value.faults} == {key}
    assert all(
        fault.declared_at.startswith("#/components/") for fault in caught.value.faults
    )


def list_payloads(name: str) -> Iterator[Any]:
    """Return the payloads of a model in the generated tests: each value of each key."""
    cases = json.loads(MODEL_CASES.read_text("utf-8"))[name]["keys"]
    payload = {key: next(iter(case["values"].values())) for key, case in cases.items()}
    for key, case in cases.items():
        for value in case["values"].values():
            yield {**payload, key: value}


@pytest.mark.parametrize("name", [name for name, *_ in list_components()])
def test_payloads_of_the_generated_tests_are_valid(name: str) -> None:
    workspace, _ = load_document()
    cursor = workspace.root.child("components").child("schemas").child(name)
    schemas = build_sampler().schemas
    schema = schemas.reference(cursor)
    faults = [schemas.find_faults(schema, payload) for payload in list_payloads(name)]
    assert faults and not any(faults)
