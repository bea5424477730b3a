# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, undeclared
from .._runtime.models import finish
from ..models.thing import Thing

_THING = frozenset({"name"})


def decode_thing(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = {} if value.keys() <= _THING else undeclared(value, _THING)
    name_ = value.get("name", ABSENT)
    if type(name_) is not str:
        name_ = faults.add(
            name_,
            value,
            "name",
            "a string",
            "#/components/schemas/Thing/properties/name",
        )
    return Thing(
        extra=extra,
        name=name_,
    )


def encode_thing(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["name"] = value.name
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode_thing,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode_thing,
}
