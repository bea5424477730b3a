# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, first_clean, undeclared
from .._runtime.encode import encode_any
from .._runtime.models import finish
from .._runtime.scalars import decode_datetime, decode_integer, decode_string
from ..models.thing import Thing

_THING = frozenset({"size", "at"})


def decode_thing_size(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return first_clean(
        (
            _decode_thing_size_integer,
            _decode_thing_size_string,
        ),
        value,
        owner,
        key,
        faults,
        "#/components/schemas/Thing/properties/size",
        None,
    )


def _decode_thing_size_integer(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_integer(
        value, owner, key, faults, "#/components/schemas/Thing/properties/size~integer"
    )


def _decode_thing_size_string(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_string(
        value, owner, key, faults, "#/components/schemas/Thing/properties/size~string"
    )


def encode_thing_size(value: Any) -> Any:
    return encode_any(value)


def decode_thing_at(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return first_clean(
        (
            _decode_thing_at_variant1,
            _decode_thing_at_variant2,
        ),
        value,
        owner,
        key,
        faults,
        "#/components/schemas/Thing/properties/at",
        None,
    )


def _decode_thing_at_variant1(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_datetime(
        value, owner, key, faults, "#/components/schemas/Thing/properties/at/oneOf/0"
    )


def _decode_thing_at_variant2(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_integer(
        value, owner, key, faults, "#/components/schemas/Thing/properties/at/oneOf/1"
    )


def encode_thing_at(value: Any) -> Any:
    return encode_any(value)


def decode_thing(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = {} if value.keys() <= _THING else undeclared(value, _THING)
    size_ = value.get("size")
    if size_ is not None:
        size_ = decode_thing_size(size_, value, "size", faults)
    elif "size" in value:
        extra["size"] = None
    at_ = value.get("at")
    if at_ is not None:
        at_ = decode_thing_at(at_, value, "at", faults)
    elif "at" in value:
        extra["at"] = None
    return Thing(
        extra=extra,
        size=size_,
        at=at_,
    )


def encode_thing(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.size is not None:
        out["size"] = encode_thing_size(value.size)
    if value.at is not None:
        out["at"] = encode_thing_at(value.at)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode_thing,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode_thing,
}
