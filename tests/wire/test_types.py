"""Codecs for the types of models: shared schemas, unions, additional properties, cycles."""

from __future__ import annotations

import importlib
import typing
from types import ModuleType
from typing import Any

import pytest

from tests.wire.clients import generate_package

DOCUMENT = """
paths: {}
components:
  schemas:
    Owner: {type: object, description: Who owns it., required: [id], properties: {id: {type: integer}}}
    Issue:
      type: object
      required: [state, owner]
      properties:
        state: {type: string, enum: [open, closed]}
        owner: {type: object, description: Who owns it., required: [id], properties: {id: {type: integer}}}
        label: {type: object, properties: {name: {type: string}}}
    Pull:
      type: object
      properties:
        state: {type: string, enum: [open, closed]}
        label: {type: object, properties: {name: {type: string}}}
        other: {type: object, properties: {name: {type: string, description: Another.}}}
    Either:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {tom: '#/components/schemas/Cat', dog: Dog}}
    Cat: {type: object, required: [kind], properties: {kind: {type: string}, lives: {type: integer}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string}}}
    Shape:
      anyOf:
        - {type: object, properties: {size: {type: number}}}
        - {type: object, required: [width, height], properties: {width: {type: number}, height: {type: number}}}
        - {type: array, items: {type: string}}
        - {type: integer}
    Scores: {type: object, properties: {best: {type: string}}, additionalProperties: {type: integer}}
    Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
    Sure: {type: object, required: [nothing], properties: {nothing: {const: null}, maybe: {type: [string, 'null']}}}
"""


@pytest.fixture(scope="module")
def models() -> ModuleType:
    return generate_package(DOCUMENT).models


def round_trip(models: ModuleType, text: str, value: Any) -> Any:
    """Return `value` decoded as a type; encoded again, it must be equal to `value`."""
    types = _import_runtime(models, "codec.types")
    decoded = types.decode_value(text, value)
    assert types.encode_value(text, decoded, types.COMPLETE) == value
    return decoded


def _import_runtime(models: ModuleType, name: str) -> Any:
    package = models.__name__.rpartition(".")[0]
    return importlib.import_module(f"{package}._runtime.{name}")


def find_faults(models: ModuleType, text: str, value: Any) -> list[tuple[str, str]]:
    """Return the pointer and the declaration of each fault of `value`."""
    with pytest.raises(
        _import_runtime(models, "codec.codec").InvalidDataError
    ) as caught:
        _import_runtime(models, "codec.types").decode_value(text, value)
    return [(fault.pointer, fault.declared_at) for fault in caught.value.faults]


def test_identical_schemas_of_one_name_share_a_class(models: ModuleType) -> None:
    state, label = models.State.OPEN, models.Label(name="x")
    assert models.Pull.from_dict({"state": "open", "label": {"name": "x"}}) == (
        models.Pull(state=state, label=label)
    )
    issue = models.Issue(state=state, owner=models.Owner(id=1), label=label)
    data = {"state": "open", "owner": {"id": 1}, "label": {"name": "x"}}
    assert models.Issue.from_dict(data) == issue


def test_identical_schemas_of_different_names_share_nothing(
    models: ModuleType,
) -> None:
    more = (
        "    A: {type: object, properties: {s: {type: string, enum: [open, closed]}}}\n"
    )
    grown = generate_package(DOCUMENT + more).models
    assert set(dir(grown)) == {*dir(models), "A", "AS"}
    assert grown.AS is not grown.State


def test_dir_lists_all_names(models: ModuleType) -> None:
    names = dir(models)
    assert {"State", "Label", "PullOther", "Either", "Tree", "Model"} <= set(names)
    assert not {"IssueState", "PullLabel", "IssueOwner"} & set(names)
    assert not {"dataclass", "TypeAlias", "TYPE_CHECKING"} & set(names)


def test_unknown_name_raises_attribute_error(models: ModuleType) -> None:
    for name in ("Isue", "dataclass", "issue_", "Issuedataclass"):
        with pytest.raises(AttributeError, match=name):
            getattr(models, name)


def test_discriminator_selects_the_variant(models: ModuleType) -> None:
    assert round_trip(models, "Either", {"kind": "tom", "lives": 9}) == models.Cat(
        kind="tom", lives=9
    )
    assert isinstance(round_trip(models, "Either", {"kind": "dog"}), models.Dog)
    unknown = round_trip(models, "Either", {"kind": "bird", "lives": "many"})
    assert isinstance(unknown, models.UnknownVariant)
    result = find_faults(models, "Either", {"kind": "tom", "lives": "many"})
    assert result == [("/lives", "#/components/schemas/Cat/properties/lives")]


def test_most_specific_variant_is_tried_first(models: ModuleType) -> None:
    flat = round_trip(models, "Shape", {"width": 1, "height": 2.5})
    assert (flat.width, flat.height) == (1, 2.5)
    assert round_trip(models, "Shape", {"size": 4}).size == 4
    assert round_trip(models, "Shape", ["a"]) == ["a"]
    assert round_trip(models, "Shape", 7) == 7
    assert isinstance(round_trip(models, "Shape", [1]), models.UnknownVariant)


def test_additional_properties_are_decoded(models: ModuleType) -> None:
    scores = round_trip(models, "Scores", {"best": "a", "a": 3})
    assert (scores.best, scores.extra) == ("a", {"a": 3})
    result = find_faults(models, "Scores", {"a": "three"})
    assert result == [("/a", "#/components/schemas/Scores")]


def test_recursive_type(models: ModuleType) -> None:
    assert round_trip(models, "Tree", [[], [[]]]) == [[], [[]]]
    assert find_faults(models, "Tree", [[], [3]])[0][0] == "/1/0"


def test_required_null_has_no_default(models: ModuleType) -> None:
    assert round_trip(models, "Sure", {"nothing": None, "maybe": None}).maybe is None
    assert round_trip(models, "Sure", {"nothing": None}).extra == {}
    assert models.Sure(nothing=None).to_dict() == {"nothing": None}
    assert find_faults(models, "Sure", {"nothing": 1})[0][0] == "/nothing"


def test_faults_have_pointer_and_declaration(models: ModuleType) -> None:
    result = find_faults(models, "list[Issue]", [{"state": 3, "label": {"name": []}}])
    assert result == [
        ("/0/state", "#/components/schemas/Issue/properties/state"),
        ("/0/owner", "#/components/schemas/Issue/properties/owner"),
        # Identical to the label of an issue, so both share one class.
        ("/0/label/name", "#/components/schemas/Pull/properties/label/properties/name"),
    ]


def test_unions_of_many_variants() -> None:
    numbers = range(350)
    variants = "".join(
        f"    V{n}: {{type: object, required: [key{n}], properties: {{key{n}: {{type: string}}}}}}\n"
        for n in numbers
    )
    references = ", ".join(f"{{$ref: '#/components/schemas/V{n}'}}" for n in numbers)
    document = f"""
paths: {{}}
components:
  schemas:
    All: {{oneOf: [{references}]}}
    Holder:
      type: object
      properties:
        one: {{oneOf: [{references}, {{type: 'null'}}]}}
        several: {{type: array, items: {{$ref: '#/components/schemas/All'}}}}
{variants}"""
    models = generate_package(document).models
    for number in (0, 99, 100, 200, 349):
        value = {f"key{number}": "text"}
        decoded = round_trip(models, "All", value)
        assert type(decoded) is getattr(models, f"V{number}")
        holder = round_trip(models, "Holder", {"one": value, "several": [value, value]})
        assert holder.one == decoded
        assert holder.several == [decoded, decoded]
    assert round_trip(models, "Holder", {"one": None}).one is None
    assert type(round_trip(models, "All", {"key": 1})).__name__ == "UnknownVariant"
    operands, *_ = _import_runtime(models, "codec.types").parse_alias(models.All)
    assert len(operands) == len(numbers) + 1
    hints = typing.get_type_hints(models.Holder)
    assert {models.V0, models.V349} <= {*typing.get_args(hints["one"])}
