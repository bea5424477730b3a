# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.step import Step

_KEYS = Keys(optional=("n",))
_AT = "#/components/schemas/Step/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Step")
    extra = _KEYS.extra(value)
    n_ = value.get("n")
    if n_ is not None:
        n_ = decode_integer(n_, value, "n", faults, _AT)
    return Step(
        extra=extra,
        n=n_,
    )


def encode(value: Step) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.n is not None:
        out["n"] = value.n
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Step: decode,
}
ENCODE: dict[type[Any], Any] = {
    Step: encode,
}
