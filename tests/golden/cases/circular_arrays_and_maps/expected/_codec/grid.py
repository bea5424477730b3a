# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(value, owner, key, "an array", "#/components/schemas/Grid")
    return [
        _decode_item(item, value, index, faults) for index, item in enumerate(value)
    ]


def _decode_item(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value, owner, key, "an array", "#/components/schemas/Grid/items"
        )
    return [decode(item, value, index, faults) for index, item in enumerate(value)]


def encode(value: Any) -> Any:
    return [[encode(item1) for item1 in item] for item in value]
