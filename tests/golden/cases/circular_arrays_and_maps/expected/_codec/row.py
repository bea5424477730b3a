# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import tree as _tree
from .._runtime.codec import Faults


def decode_item(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(value, owner, key, "an array", "#/x-shapes/$defs/Row/items")
    return [
        _tree.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def encode_item(value: Any) -> Any:
    return [_tree.encode(item) for item in value]


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(value, owner, key, "an array", "#/x-shapes/$defs/Row")
    return [
        _decode_item(item, value, index, faults) for index, item in enumerate(value)
    ]


def _decode_item(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if value is None:
        return None
    return decode_item(value, owner, key, faults)


def encode(value: Any) -> Any:
    return [None if item is None else encode_item(item) for item in value]
