# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_datetime, encode_datetime
from ..models.thing import Thing

_KEYS = Keys(required=("id",), optional=("note", "createdAt"))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    note_ = value.get("note")
    if note_ is not None and type(note_) is not str:
        note_ = faults.add(note_, value, "note", "a string", _AT)
    created_at_ = value.get("createdAt")
    if created_at_ is not None:
        created_at_ = decode_datetime(created_at_, value, "createdAt", faults, _AT)
    return Thing(
        extra=extra,
        id=id_,
        note=note_,
        created_at=created_at_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["id"] = value.id
    if value.note is not None:
        out["note"] = value.note
    if value.created_at is not None:
        out["createdAt"] = encode_datetime(value.created_at)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
