# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys, first_clean
from .._runtime.encode import encode_any, finish
from .._runtime.scalars import decode_datetime, decode_integer, decode_string
from ..models.thing import Thing

_KEYS = Keys(optional=("size", "at"))
_AT = "#/components/schemas/Thing/properties/"


def decode_size(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return first_clean(
        (
            _decode_size_integer,
            _decode_size_string,
        ),
        value,
        owner,
        key,
        faults,
        "#/components/schemas/Thing/properties/size",
        None,
    )


def _decode_size_integer(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_integer(
        value, owner, key, faults, "#/components/schemas/Thing/properties/size"
    )


def _decode_size_string(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_string(
        value, owner, key, faults, "#/components/schemas/Thing/properties/size"
    )


def encode_size(value: Any) -> Any:
    return encode_any(value)


def decode_at(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return first_clean(
        (
            _decode_at_variant1,
            _decode_at_variant2,
        ),
        value,
        owner,
        key,
        faults,
        "#/components/schemas/Thing/properties/at",
        None,
    )


def _decode_at_variant1(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_datetime(
        value, owner, key, faults, "#/components/schemas/Thing/properties/at/oneOf/0"
    )


def _decode_at_variant2(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_integer(
        value, owner, key, faults, "#/components/schemas/Thing/properties/at/oneOf/1"
    )


def encode_at(value: Any) -> Any:
    return encode_any(value)


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    size_ = value.get("size")
    if size_ is not None:
        size_ = decode_size(size_, value, "size", faults)
    at_ = value.get("at")
    if at_ is not None:
        at_ = decode_at(at_, value, "at", faults)
    return Thing(
        extra=extra,
        size=size_,
        at=at_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.size is not None:
        out["size"] = encode_size(value.size)
    if value.at is not None:
        out["at"] = encode_at(value.at)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
