# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.thing import Thing

_KEYS = Keys(optional=("a'b\"c",))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    a_b_c_ = value.get("a'b\"c")
    if a_b_c_ is not None and type(a_b_c_) is not str:
        a_b_c_ = faults.add(a_b_c_, value, "a'b\"c", "a string", _AT)
    return Thing(
        extra=extra,
        a_b_c=a_b_c_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.a_b_c is not None:
        out["a'b\"c"] = value.a_b_c
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
