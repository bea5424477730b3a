"""Types as the runtime reads them from the models' annotations: twins, unions, undeclared keys, circles."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from tests.wire.pressing import package

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
    return package(DOCUMENT).models


def read(models: ModuleType, text: str, value: Any) -> Any:
    """A value through the codec of a type, which must give it back as it came."""
    types = _runtime(models, "types")
    decoded = types.decoded(text, value)
    assert types.encoded(text, decoded) == value
    return decoded


def _runtime(models: ModuleType, name: str) -> Any:
    package_name = models.__name__.rpartition(".")[0]
    return __import__(f"{package_name}._runtime.{name}", fromlist=["*"])


def faults(models: ModuleType, text: str, value: Any) -> list[tuple[str, str]]:
    """Where a value contradicts its type, and where the document says so."""
    with pytest.raises(_runtime(models, "codec").InvalidDataError) as caught:
        _runtime(models, "types").decoded(text, value)
    return [(fault.pointer, fault.declared_at) for fault in caught.value.faults]


def test_what_says_the_same_is_one_class_by_all_its_names(models: ModuleType) -> None:
    assert models.PullState is models.IssueState
    assert models.PullLabel is models.IssueLabel
    assert models.IssueOwner is models.Owner
    assert models.PullOther is not models.PullLabel
    pull = models.Pull.from_dict({"state": "open", "label": {"name": "x"}})
    assert pull.label == models.IssueLabel(name="x")


def test_a_new_twin_renames_no_other(models: ModuleType) -> None:
    more = (
        "    A: {type: object, properties: {s: {type: string, enum: [open, closed]}}}\n"
    )
    grown = package(DOCUMENT + more).models
    assert set(dir(grown)) == {*dir(models), "A", "AS"}
    assert grown.PullState is grown.IssueState is grown.AS


def test_all_names_are_listed(models: ModuleType) -> None:
    listed = dir(models)
    assert {"PullState", "IssueState", "Either", "Tree", "Model"} <= set(listed)
    assert not {"dataclass", "TypeAlias", "TYPE_CHECKING"} & set(listed)


def test_what_is_not_there_has_no_name(models: ModuleType) -> None:
    for name in ("Isue", "dataclass", "issue_", "Issuedataclass"):
        with pytest.raises(AttributeError, match=name):
            getattr(models, name)


def test_a_tag_tells_the_variant(models: ModuleType) -> None:
    assert read(models, "Either", {"kind": "tom", "lives": 9}) == models.Cat(
        kind="tom", lives=9
    )
    assert isinstance(read(models, "Either", {"kind": "dog"}), models.Dog)
    unknown = read(models, "Either", {"kind": "bird", "lives": "many"})
    assert isinstance(unknown, models.UnknownVariant)
    told = faults(models, "Either", {"kind": "tom", "lives": "many"})
    assert told == [("/lives", "#/components/schemas/Cat/properties/lives")]


def test_the_variant_that_demands_most_is_tried_first(models: ModuleType) -> None:
    flat = read(models, "Shape", {"width": 1, "height": 2.5})
    assert (flat.width, flat.height) == (1, 2.5)
    assert read(models, "Shape", {"size": 4}).size == 4
    assert read(models, "Shape", ["a"]) == ["a"]
    assert read(models, "Shape", 7) == 7
    assert isinstance(read(models, "Shape", [1]), models.UnknownVariant)


def test_undeclared_keys_have_their_type(models: ModuleType) -> None:
    scores = read(models, "Scores", {"best": "a", "a": 3})
    assert (scores.best, scores.extra) == ("a", {"a": 3})
    told = faults(models, "Scores", {"a": "three"})
    assert told == [("/a", "#/components/schemas/Scores")]


def test_a_type_may_speak_of_itself(models: ModuleType) -> None:
    assert read(models, "Tree", [[], [[]]]) == [[], [[]]]
    assert faults(models, "Tree", [[], [3]])[0][0] == "/1/0"


def test_null_that_must_be_there_is_no_default(models: ModuleType) -> None:
    assert read(models, "Sure", {"nothing": None, "maybe": None}).maybe is None
    assert read(models, "Sure", {"nothing": None}).extra == {}
    assert models.Sure(nothing=None).to_dict() == {"nothing": None}
    assert faults(models, "Sure", {"nothing": 1})[0][0] == "/nothing"


def test_each_fault_says_where_and_what_is_missing(models: ModuleType) -> None:
    told = faults(models, "list[Issue]", [{"state": 3, "label": {"name": []}}])
    assert told == [
        ("/0/state", "#/components/schemas/Issue/properties/state"),
        ("/0/owner", "#/components/schemas/Issue/properties/owner"),
        # Word for word the label of an issue, and of one class with it.
        ("/0/label/name", "#/components/schemas/Pull/properties/label/properties/name"),
    ]
