# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import owner as _owner
from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.thing import Thing

_KEYS = Keys(optional=("owner",))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    owner_ = value.get("owner")
    if owner_ is not None:
        owner_ = _owner.decode(owner_, value, "owner", faults)
    return Thing(
        extra=extra,
        owner=owner_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.owner is not None:
        out["owner"] = _owner.encode(value.owner)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
