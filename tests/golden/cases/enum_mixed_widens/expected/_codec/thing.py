# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, undeclared
from .._runtime.models import finish
from ..models.thing import Thing

_THING = frozenset({"any"})


def decode_thing(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = {} if value.keys() <= _THING else undeclared(value, _THING)
    any_ = value.get("any")
    if any_ is None and "any" in value:
        extra["any"] = None
    return Thing(
        extra=extra,
        any=any_,
    )


def encode_thing(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.any is not None:
        out["any"] = value.any
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode_thing,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode_thing,
}
