# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from ..models.enum import Enum

_KEYS = Keys(required=("value", "description"))
_AT = "#/components/schemas/Enum/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Enum")
    extra = _KEYS.extra(value)
    value_ = value.get("value", ABSENT)
    if type(value_) is not str:
        value_ = faults.add(value_, value, "value", "a string", _AT)
    description_ = value.get("description", ABSENT)
    if type(description_) is not str:
        description_ = faults.add(description_, value, "description", "a string", _AT)
    return Enum(
        extra=extra,
        value=value_,
        description=description_,
    )


def encode(value: Enum) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["value"] = value.value
    out["description"] = value.description
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Enum: decode,
}
ENCODE: dict[type[Any], Any] = {
    Enum: encode,
}
