# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import encode_any, finish
from ..models.edit import Edit

_KEYS = Keys(optional=("was",))
_AT = "#/components/schemas/Edit/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Edit")
    extra = _KEYS.extra(value)
    was_ = value.get("was")
    return Edit(
        extra=extra,
        was=was_,
    )


def encode(value: Edit) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.was is not None:
        out["was"] = encode_any(value.was)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Edit: decode,
}
ENCODE: dict[type[Any], Any] = {
    Edit: encode,
}
