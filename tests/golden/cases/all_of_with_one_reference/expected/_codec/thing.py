# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import part as _part
from .._runtime.codec import Faults, undeclared
from .._runtime.encode import finish
from ..models.thing import Thing

_KEYS = frozenset({"part"})


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = undeclared(value, _KEYS)
    part_ = value.get("part")
    if part_ is not None:
        part_ = _decode_part(part_, value, "part", faults)
    elif "part" in value:
        extra["part"] = None
    return Thing(
        extra=extra,
        part=part_,
    )


def _decode_part(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return _part.decode(value, owner, key, faults)


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
