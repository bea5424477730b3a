# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""What is promised of tomorrow: each model takes what a compatible server may send, and refuses what contradicts the document.

Nothing is lost: what was read is written back as it came. docs/promises.md tells of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extend_client import models
from extend_client._runtime.codec import (
    ABSENT,
    InvalidDataError,
)

MODELS: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("models.json").read_text("utf-8")
)
NOVEL: dict[str, Any] = {"deep": [{"er": [None, 1.5, "ä", {"est": []}]}]}
LEFT_OUT = ("nullable", "optional")


def whole(name: str) -> dict[str, Any]:
    """A payload with each key."""
    return {
        key: next(iter(told["values"].values()))
        for key, told in MODELS[name]["keys"].items()
        if "values" in told
    }


def keys(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from MODELS[name]["keys"].items()


def without(name: str, key: str) -> dict[str, Any]:
    return {k: v for k, v in whole(name).items() if k != key}


def compatible(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What may come tomorrow, and what is new in it."""
    undeclared = MODELS[name].get("undeclared", {}).get("values", {"new": NOVEL})
    for value in undeclared.values():
        yield "a new key", {**whole(name), "keyOfTomorrow": value}
    for key, told in keys(name):
        if told["is"] in LEFT_OUT:
            yield f"{key} is missing", without(name, key)
            yield f"{key} is null", {**whole(name), key: None}
        for what, value in told.get("tomorrow", {}).items():
            yield f"{key} has {what}", {**whole(name), key: value}


def contradictory(name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What the document forbids: the key, what is wrong with it, the payload."""
    for value in MODELS[name].get("undeclared", {}).get("wrong", []):
        key = "keyOfTomorrow"
        yield key, f"{key} is {value!r}", {**whole(name), key: value}
    for key, told in keys(name):
        for value in told.get("wrong", []):
            yield key, f"{key} is {value!r}", {**whole(name), key: value}
        if told["is"] not in LEFT_OUT:
            yield key, f"{key} is missing", without(name, key)
            yield key, f"{key} is null", {**whole(name), key: None}


COMPATIBLE = [(name, *case) for name in MODELS for case in compatible(name)]
CONTRADICTORY = [(name, *case) for name in MODELS for case in contradictory(name)]
MISSING = [
    (name, key) for name in MODELS for key, told in keys(name) if told["is"] in LEFT_OUT
]


def text(value: Any) -> str:
    """JSON, whatever the order of keys."""
    return json.dumps(value, sort_keys=True)


@pytest.mark.parametrize(
    ("name", "what", "payload"),
    COMPATIBLE,
    ids=[f"{name} {what}" for name, what, _ in COMPATIBLE],
)
def test_what_is_new_is_taken_and_kept(
    name: str, what: str, payload: dict[str, Any]
) -> None:
    made = getattr(models, name).from_dict(payload)
    assert text(made.to_dict()) == text(payload)
    assert getattr(models, name).from_dict(made.to_dict()) == made


@pytest.mark.parametrize(("name", "key"), MISSING, ids=map(" ".join, MISSING))
def test_what_is_missing_is_none_and_is_told_from_null(name: str, key: str) -> None:
    kind, told = getattr(models, name), MODELS[name]["keys"][key]
    missing = kind.from_dict(without(name, key))
    null = kind.from_dict({**whole(name), key: None})
    assert getattr(missing, told["field"]) is None
    assert getattr(null, told["field"]) is None
    expected = {key: ABSENT} if told["is"] == "nullable" else {}
    assert missing.extra == expected
    assert null.extra == ({} if expected else {key: None})


@pytest.mark.parametrize(
    ("name", "key", "what", "payload"),
    CONTRADICTORY,
    ids=[f"{name} {what}" for name, _, what, _ in CONTRADICTORY],
)
def test_a_contradiction_is_told_with_its_place(
    name: str, key: str, what: str, payload: dict[str, Any]
) -> None:
    with pytest.raises(InvalidDataError) as caught:
        getattr(models, name).from_dict(payload)
    place = "/" + key.replace("~", "~0").replace("/", "~1")
    assert caught.value.faults
    for fault in caught.value.faults:
        assert f"{fault.pointer}/".startswith(f"{place}/")
