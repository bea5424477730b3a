# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.enums import by_value
from ..models.thing import Thing, ThingLevel

_VALUES_LEVEL = by_value(ThingLevel)
_KEYS = Keys(optional=("level",))
_AT = "#/components/schemas/Thing/properties/"


def decode_level(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not int:
        return faults.add(
            value,
            owner,
            key,
            "an integer",
            "#/components/schemas/Thing/properties/level",
        )
    if value in _VALUES_LEVEL:
        return _VALUES_LEVEL[value]
    return ThingLevel(value)


def encode_level(value: Any) -> Any:
    return value.value


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    level_ = value.get("level")
    if level_ is not None:
        level_ = decode_level(level_, value, "level", faults)
    return Thing(
        extra=extra,
        level=level_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.level is not None:
        out["level"] = encode_level(value.level)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
