# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import (
    decode_bytes,
    decode_date,
    decode_datetime,
    decode_uuid,
    encode_bytes,
    encode_date,
    encode_datetime,
    encode_uuid,
)
from ..models.thing import Thing

_KEYS = Keys(optional=("at", "day", "key", "blob", "odd"))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    at_ = value.get("at")
    if at_ is not None:
        at_ = decode_datetime(at_, value, "at", faults, _AT)
    day_ = value.get("day")
    if day_ is not None:
        day_ = decode_date(day_, value, "day", faults, _AT)
    key_ = value.get("key")
    if key_ is not None:
        key_ = decode_uuid(key_, value, "key", faults, _AT)
    blob_ = value.get("blob")
    if blob_ is not None:
        blob_ = decode_bytes(blob_, value, "blob", faults, _AT)
    odd_ = value.get("odd")
    if odd_ is not None and type(odd_) is not str:
        odd_ = faults.add(odd_, value, "odd", "a string", _AT)
    return Thing(
        extra=extra,
        at=at_,
        day=day_,
        key=key_,
        blob=blob_,
        odd=odd_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.at is not None:
        out["at"] = encode_datetime(value.at)
    if value.day is not None:
        out["day"] = encode_date(value.day)
    if value.key is not None:
        out["key"] = encode_uuid(value.key)
    if value.blob is not None:
        out["blob"] = encode_bytes(value.blob)
    if value.odd is not None:
        out["odd"] = value.odd
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
