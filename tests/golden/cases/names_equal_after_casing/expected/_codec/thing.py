# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.thing import Thing, ThingObject

_KEYS = Keys(optional=("userId", "user_id", "UserID"))
_AT = "#/components/schemas/Thing/properties/"
_KEYS_OBJECT = Keys(optional=("a",))
_AT_OBJECT = "#/components/schemas/thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    user_id_field_6ccb21_ = value.get("userId")
    if user_id_field_6ccb21_ is not None and type(user_id_field_6ccb21_) is not str:
        user_id_field_6ccb21_ = faults.add(
            user_id_field_6ccb21_, value, "userId", "a string", _AT
        )
    user_id_ = value.get("user_id")
    if user_id_ is not None and type(user_id_) is not str:
        user_id_ = faults.add(user_id_, value, "user_id", "a string", _AT)
    user_id_field_2140f1_ = value.get("UserID")
    if user_id_field_2140f1_ is not None and type(user_id_field_2140f1_) is not str:
        user_id_field_2140f1_ = faults.add(
            user_id_field_2140f1_, value, "UserID", "a string", _AT
        )
    return Thing(
        extra=extra,
        user_id_field_6ccb21=user_id_field_6ccb21_,
        user_id=user_id_,
        user_id_field_2140f1=user_id_field_2140f1_,
    )


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.user_id_field_6ccb21 is not None:
        out["userId"] = value.user_id_field_6ccb21
    if value.user_id is not None:
        out["user_id"] = value.user_id
    if value.user_id_field_2140f1 is not None:
        out["UserID"] = value.user_id_field_2140f1
    return finish(out, value.extra)


def decode_object(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/thing")
    extra = _KEYS_OBJECT.extra(value)
    a_ = value.get("a")
    if a_ is not None and type(a_) is not str:
        a_ = faults.add(a_, value, "a", "a string", _AT_OBJECT)
    return ThingObject(
        extra=extra,
        a=a_,
    )


def encode_object(value: ThingObject) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.a is not None:
        out["a"] = value.a
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
    ThingObject: decode_object,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
    ThingObject: encode_object,
}
