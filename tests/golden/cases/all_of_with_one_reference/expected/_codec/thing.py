# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, undeclared
from .._runtime.models import finish
from .._runtime.scalars import decode_integer
from ..models.thing import Thing, ThingPart

_THING_PART = frozenset({"n"})
_THING = frozenset({"part"})


def decode_thing_part(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/Thing/properties/part"
        )
    extra = {} if value.keys() <= _THING_PART else undeclared(value, _THING_PART)
    n_ = value.get("n")
    if n_ is not None:
        n_ = decode_integer(
            n_, value, "n", faults, "#/components/schemas/Part/properties/n"
        )
    elif "n" in value:
        extra["n"] = None
    return ThingPart(
        extra=extra,
        n=n_,
    )


def encode_thing_part(value: ThingPart) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.n is not None:
        out["n"] = value.n
    return finish(out, value.extra)


def decode_thing(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = {} if value.keys() <= _THING else undeclared(value, _THING)
    part_ = value.get("part")
    if part_ is not None:
        part_ = decode_thing_part(part_, value, "part", faults)
    elif "part" in value:
        extra["part"] = None
    return Thing(
        extra=extra,
        part=part_,
    )


def encode_thing(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.part is not None:
        out["part"] = encode_thing_part(value.part)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ThingPart: decode_thing_part,
    Thing: decode_thing,
}
ENCODE: dict[type[Any], Any] = {
    ThingPart: encode_thing_part,
    Thing: encode_thing,
}
