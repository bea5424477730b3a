# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from ..models.thing import Thing

_KEYS = Keys(required=("id", "extra"))
_AT = "#/components/schemas/Base/properties/"
_AT_2 = "#/components/schemas/Thing/allOf/1/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    extra__ = value.get("extra", ABSENT)
    if type(extra__) is not str:
        extra__ = faults.add(extra__, value, "extra", "a string", _AT_2)
    return Thing(
        extra=extra,
        id=id_,
        extra_=extra__,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["id"] = value.id
    out["extra"] = value.extra_
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
