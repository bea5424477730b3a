# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import thing as _thing
from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.owner import Owner

_KEYS = Keys(optional=("things",))
_AT = "#/components/schemas/Owner/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Owner")
    extra = _KEYS.extra(value)
    things_ = value.get("things")
    if things_ is not None:
        things_ = _decode_things(things_, value, "things", faults)
    return Owner(
        extra=extra,
        things=things_,
    )


def _decode_things(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/Owner/properties/things",
        )
    return [
        _thing.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def encode(value: Owner) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.things is not None:
        out["things"] = [_thing.encode(item) for item in value.things]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Owner: decode,
}
ENCODE: dict[type[Any], Any] = {
    Owner: encode,
}
