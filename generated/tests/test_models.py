# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""Models: what each key of the document is in Python, and back again. `models.json` was made from the document.

Of each key it tells the field, whether it must be there (`needed`; a `constant` has one value), may be null
(`nullable`) or left out (`optional`), and values by what they are in Python.
"""

from __future__ import annotations

import dataclasses
import json
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from extend_client import models

MODELS: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("models.json").read_text("utf-8")
)
KEYS = [(name, key) for name, model in MODELS.items() for key in model["keys"]]
SPELLED = (datetime, date, time, Decimal, UUID, bytes)


def kind(name: str) -> Any:
    return getattr(models, name)


def whole(name: str) -> dict[str, Any]:
    """A payload with each key."""
    return {
        key: next(iter(told["values"].values()))
        for key, told in MODELS[name]["keys"].items()
        if "values" in told
    }


def shape(value: Any) -> str:
    """What a value is."""
    match value:
        case None:
            return "None"
        case list():
            return f"list[{shape(value[0])}]" if value else "list"
        case dict():
            return f"dict[{shape(next(iter(value.values())))}]" if value else "dict"
        case tuple():
            return f"tuple[{', '.join(map(shape, value))}]"
    names = [known.__name__ for known in SPELLED if isinstance(value, known)]
    return names[0] if names else type(value).__name__


@pytest.mark.parametrize(("name", "key"), KEYS, ids=map(" ".join, KEYS))
def test_a_key_is_read_and_written_as_the_document_says(name: str, key: str) -> None:
    told = MODELS[name]["keys"][key]
    for expected, value in told.get("values", {"None": None}).items():
        payload = {**whole(name), key: value}
        made = kind(name).from_dict(payload)
        found = getattr(made, told["field"])
        assert shape(found) == expected
        assert found == value or not isinstance(found, (str, int, float))
        assert made.to_dict() == payload


@pytest.mark.parametrize("name", MODELS)
def test_a_model_is_made_by_keywords(name: str) -> None:
    keys = MODELS[name]["keys"]
    read = kind(name).from_dict(whole(name))
    given = {told["field"]: getattr(read, told["field"]) for told in keys.values()}
    assert kind(name)(**given) == read
    assert given.keys() <= {field.name for field in dataclasses.fields(read)}


@pytest.mark.parametrize("name", MODELS)
def test_what_may_be_left_out_has_a_default(name: str) -> None:
    keys = MODELS[name]["keys"]
    read = kind(name).from_dict(whole(name))
    given = {
        told["field"]: getattr(read, told["field"])
        for told in keys.values()
        if told["is"] in ("needed", "nullable")
    }
    made = kind(name)(**given)
    for told in keys.values():
        field = told["field"]
        constant = getattr(read, field) if told["is"] == "constant" else None
        assert getattr(made, field) == given.get(field, constant)
