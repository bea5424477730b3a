# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_const
from ..models.b import B

_KEYS = Keys(required=("type",))
_AT = "#/components/schemas/B/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/B")
    extra = _KEYS.extra(value)
    type_ = value.get("type", ABSENT)
    type_ = decode_const(type_, value, "type", faults, _AT, "b")
    return B(
        extra=extra,
        type=type_,
    )


def encode(value: B) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["type"] = value.type
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    B: decode,
}
ENCODE: dict[type[Any], Any] = {
    B: encode,
}
