# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_number
from ..models.polygon import Polygon

_KEYS = Keys(required=("x", "y"))
_AT = "#/components/schemas/Polygon/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/Polygon"
        )
    extra = _KEYS.extra(value)
    x_ = value.get("x", ABSENT)
    x_ = decode_number(x_, value, "x", faults, _AT)
    y_ = value.get("y", ABSENT)
    y_ = decode_number(y_, value, "y", faults, _AT)
    return Polygon(
        extra=extra,
        x=x_,
        y=y_,
    )


def encode(value: Polygon) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["x"] = value.x
    out["y"] = value.y
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Polygon: decode,
}
ENCODE: dict[type[Any], Any] = {
    Polygon: encode,
}
