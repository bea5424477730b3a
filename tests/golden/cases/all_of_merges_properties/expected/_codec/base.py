# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, undeclared
from .._runtime.models import finish
from ..models.base import Base

_BASE = frozenset({"id"})


def decode_base(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Base")
    extra = {} if value.keys() <= _BASE else undeclared(value, _BASE)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(
            id_, value, "id", "a string", "#/components/schemas/Base/properties/id"
        )
    return Base(
        extra=extra,
        id=id_,
    )


def encode_base(value: Base) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["id"] = value.id
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Base: decode_base,
}
ENCODE: dict[type[Any], Any] = {
    Base: encode_base,
}
