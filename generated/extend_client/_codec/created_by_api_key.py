# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_const
from ..models.created_by_api_key import CreatedByApiKey

_KEYS = Keys(required=("type", "name"))
_AT = "#/components/schemas/CreatedByApiKey/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/CreatedByApiKey"
        )
    extra = _KEYS.extra(value)
    type_ = value.get("type", ABSENT)
    type_ = decode_const(type_, value, "type", faults, _AT, "api_key")
    name_ = value.get("name", ABSENT)
    if type(name_) is not str:
        name_ = faults.add(name_, value, "name", "a string", _AT)
    return CreatedByApiKey(
        extra=extra,
        type=type_,
        name=name_,
    )


def encode(value: CreatedByApiKey) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["type"] = value.type
    out["name"] = value.name
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    CreatedByApiKey: decode,
}
ENCODE: dict[type[Any], Any] = {
    CreatedByApiKey: encode,
}
