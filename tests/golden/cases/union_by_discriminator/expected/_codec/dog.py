# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_string
from ..models.dog import Dog

_KEYS = Keys(required=("kind",), optional=("tricks",))
_AT = "#/components/schemas/Dog/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Dog")
    extra = _KEYS.extra(value)
    kind_ = value.get("kind", ABSENT)
    if type(kind_) is not str:
        kind_ = faults.add(kind_, value, "kind", "a string", _AT)
    tricks_ = value.get("tricks")
    if tricks_ is not None:
        tricks_ = _decode_tricks(tricks_, value, "tricks", faults)
    return Dog(
        extra=extra,
        kind=kind_,
        tricks=tricks_,
    )


def _decode_tricks(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value, owner, key, "an array", "#/components/schemas/Dog/properties/tricks"
        )
    return [
        decode_string(
            item,
            value,
            index,
            faults,
            "#/components/schemas/Dog/properties/tricks/items",
        )
        for index, item in enumerate(value)
    ]


def encode(value: Dog) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["kind"] = value.kind
    if value.tricks is not None:
        out["tricks"] = value.tricks
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Dog: decode,
}
ENCODE: dict[type[Any], Any] = {
    Dog: encode,
}
