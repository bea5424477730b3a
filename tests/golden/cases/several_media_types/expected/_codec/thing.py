# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from ..models.thing import Thing

_KEYS = Keys(required=("name",), optional=("id",))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    id_ = value.get("id")
    if id_ is not None and type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    name_ = value.get("name", ABSENT)
    if type(name_) is not str:
        name_ = faults.add(name_, value, "name", "a string", _AT)
    return Thing(
        extra=extra,
        id=id_,
        name=name_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.id is not None:
        out["id"] = value.id
    out["name"] = value.name
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
