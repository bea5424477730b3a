# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from ..models.base import Base

_KEYS = Keys(required=("id",))
_AT = "#/components/schemas/Base/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Base")
    extra = _KEYS.extra(value)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    return Base(
        extra=extra,
        id=id_,
    )


def encode(value: Base) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["id"] = value.id
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Base: decode,
}
ENCODE: dict[type[Any], Any] = {
    Base: encode,
}
