# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.thing import Thing

_KEYS = Keys(optional=("b",), nullable=("a",))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    a_ = value.get("a")
    if a_ is not None and type(a_) is not str:
        a_ = faults.add(a_, value, "a", "a string", _AT)
    b_ = value.get("b")
    if b_ is not None:
        b_ = decode_integer(b_, value, "b", faults, _AT)
    return Thing(
        extra=extra,
        a=a_,
        b=b_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.a is not None:
        out["a"] = value.a
    elif "a" not in value.extra:
        out["a"] = None
    if value.b is not None:
        out["b"] = value.b
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
