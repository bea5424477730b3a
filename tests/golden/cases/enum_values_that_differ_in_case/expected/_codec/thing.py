# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from ..models.thing import Thing

_THING = {member.value: member for member in Thing}


def decode_thing(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(value, owner, key, "a string", "#/components/schemas/Thing")
    return _THING[value] if value in _THING else Thing(value)


def encode_thing(value: Any) -> Any:
    return value.value
