"""Values that contradict the document, in the modes `warn` and `accept`: read, kept, written back."""

from __future__ import annotations

import copy
import dataclasses
import json
import logging
import pickle
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.schemas.generation import generate_models

DOCUMENT = """
Level: {type: integer, enum: [1, 2]}
Size: {type: string, enum: [s, m]}
Part: {type: object, required: [id, name], properties: {id: {type: integer}, name: {type: string}}}
Thing:
  type: object
  required: [count]
  additionalProperties: {type: integer}
  properties:
    count: {type: integer}
    ratio: {type: number}
    flag: {type: boolean}
    name: {type: string}
    at: {type: string, format: date-time}
    day: {type: string, format: date}
    price: {type: string, format: decimal}
    key: {type: string, format: uuid}
    level: {$ref: '#/components/schemas/Level'}
    size: {$ref: '#/components/schemas/Size'}
    part: {$ref: '#/components/schemas/Part'}
    parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
    tags: {type: array, items: {type: string}}
    flags: {type: array, items: {type: boolean}}
    totals: {type: object, additionalProperties: {type: integer}}
    point: {type: array, prefixItems: [{type: number}, {type: string}], items: false, minItems: 2}
    either: {oneOf: [{type: integer}, {type: string, format: date}]}
    secret: {type: string, writeOnly: true}
    inner: {type: string, contentMediaType: application/json, contentSchema: {$ref: '#/components/schemas/Part'}}
"""

COPIES: dict[str, Any] = {
    "same": lambda model: model,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "replace": dataclasses.replace,
    "pickle": lambda model: pickle.loads(pickle.dumps(model)),
}


@pytest.fixture
def models() -> Any:
    return generate_models(DOCUMENT)


def accept(models: Any, **data: Any) -> Any:
    """Return an accepted model; the data, and each copy, is written back as it came."""
    before = json.dumps(data)
    with pytest.raises(ValueError):
        models.Thing.from_dict(data)
    thing = models.Thing.from_dict(data, on_contradiction="accept")
    assert json.dumps(data) == before
    for make_copy in COPIES.values():
        copied = make_copy(thing)
        assert copied == thing
        assert json.loads(json.dumps(copied.to_dict())) == data
    return thing


@pytest.mark.parametrize(
    ("key", "raw", "value"),
    [
        ("count", "364", 364),
        ("count", "-3.0", -3),
        ("ratio", "1.5", 1.5),
        ("ratio", "1e3", 1000.0),
        ("flag", "true", True),
        ("flag", "false", False),
        ("name", 5, "5"),
        ("name", 1.50, "1.5"),
        ("name", True, "true"),
        ("at", "2026-02-09", datetime(2026, 2, 9)),
        ("day", "2026-02-09T15:04:05Z", date(2026, 2, 9)),
        ("price", 1.5, Decimal("1.5")),
    ],
)
def test_unambiguous_value_is_converted(
    models: Any, key: str, raw: Any, value: Any
) -> None:
    thing = accept(models, **{"count": 1, key: raw})
    assert getattr(thing, key) == value
    assert isinstance(getattr(thing, key), bool) is isinstance(value, bool)


def test_unambiguous_enum_value_is_a_member(models: Any) -> None:
    thing = accept(models, count=1, level="2", size=7)
    assert thing.level is models.Level(2)
    assert (thing.size, thing.size.is_known) == ("7", False)


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("count", "007"),
        ("count", "3.5"),
        ("count", "many"),
        ("count", True),
        ("count", None),
        ("count", {"a": [1]}),
        ("flag", 1),
        ("flag", "True"),
        ("name", ["a"]),
        ("at", 1700000000),
        ("at", "yesterday"),
        ("day", "2026-02"),
        ("key", "no uuid"),
        ("level", None),
        ("part", []),
        ("part", "p1"),
        ("parts", {"id": 1, "name": "n"}),
        ("tags", "a,b"),
        ("totals", []),
        ("point", [1]),
        ("either", True),
        ("inner", 5),
        ("inner", "no JSON"),
    ],
)
def test_other_value_remains_a_json_value(models: Any, key: str, raw: Any) -> None:
    data = {"count": 1, key: raw}
    if raw is None and key != "count":
        assert models.Thing.from_dict(data).to_dict() == data
        return
    assert getattr(accept(models, **data), key) == raw


def test_missing_required_key_reads_as_none_and_is_refused_when_sent(
    models: Any,
) -> None:
    thing = accept(models, name="n")
    assert thing.count is None
    with pytest.raises(ValueError, match=r"count: expected a value, got nothing"):
        _send(models, thing)
    thing.count = 3
    assert _send(models, thing) == thing.to_dict() == {"count": 3, "name": "n"}


def test_missing_required_key_hides_no_undeclared_key(models: Any) -> None:
    assert accept(models, more="5").extra == {"more": "5"}
    assert accept(models, name=None, more=6).extra == {"more": 6}


def _send(models: Any, value: Any) -> Any:
    """Encode a value as a request body."""
    package = models.__name__.rpartition(".")[0]
    types = __import__(f"{package}._runtime.codec.types", fromlist=["types"])
    codec = __import__(f"{package}._runtime.codec.codec", fromlist=["codec"])
    return types.encode_value(type(value).__name__, value, codec.SENDING)


def test_accepted_model_is_sent_as_it_came(models: Any) -> None:
    data = {
        "count": "1",
        "flag": "true",
        "parts": [{"id": "2", "name": None}],
        "tags": ["a", None, 3],
    }
    assert _send(models, accept(models, **data)) == data


def test_containers_keep_items_as_received(models: Any) -> None:
    thing = accept(
        models,
        count=1,
        tags=["a", 1, None],
        flags=["true", True, 1],
        totals={"a": "1", "b": None, "c": 3},
        point=["1.5", 2],
    )
    assert thing.tags == ["a", "1", None]
    assert thing.flags == [True, True, 1]
    assert thing.totals == {"a": 1, "b": None, "c": 3}
    assert thing.point == (1.5, "2")
    assert json.loads(json.dumps(thing.tags)) == thing.tags
    thing.tags[1] = "new"
    thing.totals["a"] = 5
    assert thing.to_dict()["tags"] == ["a", "new", None]
    assert thing.to_dict()["totals"] == {"a": 5, "b": None, "c": 3}


def test_undeclared_key_of_another_type(models: Any) -> None:
    thing = accept(models, count=1, more="5", most=[None])
    assert thing.extra == {"more": 5, "most": [None]}


def test_nested_model_keeps_what_is_valid(models: Any) -> None:
    thing = accept(
        models, count=1, part={"id": "x", "name": "n"}, parts=[{"name": 5}, 3]
    )
    assert (thing.part.id, thing.part.name) == ("x", "n")
    assert (thing.parts[0].id, thing.parts[0].name) == (None, "5")
    assert thing.parts[1] == 3


def test_json_text_with_contradictions(models: Any) -> None:
    thing = accept(models, count=1, inner='{"id": "4", "name": 5}'.replace(" ", ""))
    assert (thing.inner.id, thing.inner.name) == ("4", 5)


def test_new_value_is_checked(models: Any) -> None:
    thing = accept(models, count="many", name=["a"])
    thing.name = "n"
    thing.count = "some"
    with pytest.raises(ValueError, match="expected an int, got 'some'"):
        thing.to_dict()
    thing.count = 5
    assert thing.to_dict() == {"count": 5, "name": "n"}
    replaced = dataclasses.replace(accept(models, count="many", name=["a"]), name="n")
    assert replaced.to_dict() == {"count": "many", "name": "n"}


def test_warning_names_each_kind_once(
    models: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for value in ("first", "second"):
        models.Thing.from_dict({"count": value}, on_contradiction="warn")
    assert [(r.levelname, r.message) for r in caplog.records] == [
        (
            level,
            "Thing contradicts the document: expected an integer, got a string "
            "(#/components/schemas/Thing/properties/count)",
        )
        for level in ("WARNING", "DEBUG")
    ]


def test_unknown_mode_is_refused(models: Any) -> None:
    with pytest.raises(
        ValueError, match="on_contradiction must be raise or warn or accept"
    ):
        models.Thing.from_dict({}, on_contradiction="ignore")
