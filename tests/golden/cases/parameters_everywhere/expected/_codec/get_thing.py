# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from ..models.get_thing import GetThingSort

_GET_THING_SORT = {member.value: member for member in GetThingSort}


def decode_get_thing_sort(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/paths/~1things~1{id}~1{day}/get/parameters/2/schema",
        )
    return _GET_THING_SORT[value] if value in _GET_THING_SORT else GetThingSort(value)


def encode_get_thing_sort(value: Any) -> Any:
    return value.value
