# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, undeclared
from .._runtime.models import finish
from .._runtime.scalars import decode_const
from ..models.a import A

_A = frozenset({"type"})


def decode_a(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/A")
    extra = {} if value.keys() <= _A else undeclared(value, _A)
    type_ = value.get("type", ABSENT)
    type_ = decode_const(
        type_, value, "type", faults, "#/components/schemas/A/properties/type", "a"
    )
    return A(
        extra=extra,
        type=type_,
    )


def encode_a(value: A) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["type"] = value.type
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    A: decode_a,
}
ENCODE: dict[type[Any], Any] = {
    A: encode_a,
}
