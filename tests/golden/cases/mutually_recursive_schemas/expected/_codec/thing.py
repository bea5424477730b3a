# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import owner as _owner
from .._runtime.codec import Faults, undeclared
from .._runtime.models import finish
from ..models.thing import Thing

_THING = frozenset({"owner"})


def decode_thing(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = {} if value.keys() <= _THING else undeclared(value, _THING)
    owner_ = value.get("owner")
    if owner_ is not None:
        owner_ = _owner.decode_owner(owner_, value, "owner", faults)
    elif "owner" in value:
        extra["owner"] = None
    return Thing(
        extra=extra,
        owner=owner_,
    )


def encode_thing(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.owner is not None:
        out["owner"] = _owner.encode_owner(value.owner)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode_thing,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode_thing,
}
