# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.part import Part

_KEYS = Keys(required=("n",))
_AT = "#/components/schemas/Part/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Part")
    extra = _KEYS.extra(value)
    n_ = value.get("n", ABSENT)
    n_ = decode_integer(n_, value, "n", faults, _AT)
    return Part(
        extra=extra,
        n=n_,
    )


def encode(value: Part) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["n"] = value.n
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Part: decode,
}
ENCODE: dict[type[Any], Any] = {
    Part: encode,
}
