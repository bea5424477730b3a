# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import thing as _thing
from .._runtime.codec import Faults, undeclared
from .._runtime.models import finish
from ..models.owner import Owner

_OWNER = frozenset({"things"})


def decode_owner(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Owner")
    extra = {} if value.keys() <= _OWNER else undeclared(value, _OWNER)
    things_ = value.get("things")
    if things_ is not None:
        things_ = _decode_owner_things(things_, value, "things", faults)
    elif "things" in value:
        extra["things"] = None
    return Owner(
        extra=extra,
        things=things_,
    )


def _decode_owner_things(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/Owner/properties/things",
        )
    return [
        _thing.decode_thing(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode_owner(value: Owner) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.things is not None:
        out["things"] = [_thing.encode_thing(item) for item in value.things]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Owner: decode_owner,
}
ENCODE: dict[type[Any], Any] = {
    Owner: encode_owner,
}
