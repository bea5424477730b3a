# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, undeclared
from .._runtime.encode import finish
from ..models.base import Base

_KEYS = frozenset({"id"})


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Base")
    extra = undeclared(value, _KEYS)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(
            id_, value, "id", "a string", "#/components/schemas/Base/properties/id"
        )
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
