# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys, first_clean
from .._runtime.encode import encode_any, finish
from .._runtime.scalars import decode_boolean, decode_integer, decode_string
from ..models.thing import Thing

_KEYS = Keys(optional=("any",))
_AT = "#/components/schemas/Thing/properties/"


def decode_any(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return first_clean(
        (
            _decode_any_boolean,
            _decode_any_integer,
            _decode_any_string,
        ),
        value,
        owner,
        key,
        faults,
        "#/components/schemas/Thing/properties/any",
        None,
    )


def _decode_any_boolean(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_boolean(
        value, owner, key, faults, "#/components/schemas/Thing/properties/any"
    )


def _decode_any_integer(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_integer(
        value, owner, key, faults, "#/components/schemas/Thing/properties/any"
    )


def _decode_any_string(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_string(
        value, owner, key, faults, "#/components/schemas/Thing/properties/any"
    )


def encode_any_(value: Any) -> Any:
    return encode_any(value)


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    any_ = value.get("any")
    if any_ is not None:
        any_ = decode_any(any_, value, "any", faults)
    return Thing(
        extra=extra,
        any=any_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.any is not None:
        out["any"] = encode_any_(value.any)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
