# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from .._runtime.enums import by_value
from ..models.get_thing import GetThingSort

_VALUES_SORT = by_value(GetThingSort)


def decode_sort(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/paths/~1things~1{id}~1{day}/get/parameters/2/schema",
        )
    if value in _VALUES_SORT:
        return _VALUES_SORT[value]
    return GetThingSort(value)


def encode_sort(value: Any) -> Any:
    return value.value
