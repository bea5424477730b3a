# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, undeclared
from .._runtime.models import finish
from ..models.thing import Thing, ThingLevel

_THING_LEVEL = {member.value: member for member in ThingLevel}
_THING = frozenset({"level"})


def decode_thing_level(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not int:
        return faults.add(
            value,
            owner,
            key,
            "an integer",
            "#/components/schemas/Thing/properties/level",
        )
    return _THING_LEVEL[value] if value in _THING_LEVEL else ThingLevel(value)


def encode_thing_level(value: Any) -> Any:
    return value.value


def decode_thing(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = {} if value.keys() <= _THING else undeclared(value, _THING)
    level_ = value.get("level")
    if level_ is not None:
        level_ = decode_thing_level(level_, value, "level", faults)
    elif "level" in value:
        extra["level"] = None
    return Thing(
        extra=extra,
        level=level_,
    )


def encode_thing(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.level is not None:
        out["level"] = encode_thing_level(value.level)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode_thing,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode_thing,
}
