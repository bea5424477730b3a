# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_const
from ..models.created_by_user import CreatedByUser

_KEYS = Keys(required=("type", "email"))
_AT = "#/components/schemas/CreatedByUser/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/CreatedByUser"
        )
    extra = _KEYS.extra(value)
    type_ = value.get("type", ABSENT)
    type_ = decode_const(type_, value, "type", faults, _AT, "user")
    email_ = value.get("email", ABSENT)
    if type(email_) is not str:
        email_ = faults.add(email_, value, "email", "a string", _AT)
    return CreatedByUser(
        extra=extra,
        type=type_,
        email=email_,
    )


def encode(value: CreatedByUser) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["type"] = value.type
    out["email"] = value.email
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    CreatedByUser: decode,
}
ENCODE: dict[type[Any], Any] = {
    CreatedByUser: encode,
}
