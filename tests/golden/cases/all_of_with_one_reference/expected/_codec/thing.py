# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import part as _part
from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.thing import Thing

_KEYS = Keys(optional=("part",))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    part_ = value.get("part")
    if part_ is not None:
        part_ = _part.decode(part_, value, "part", faults)
    return Thing(
        extra=extra,
        part=part_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.part is not None:
        out["part"] = _part.encode(value.part)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
