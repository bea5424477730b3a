# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, undeclared
from .._runtime.encode import finish
from ..models.thing import (
    ComponentsSchemasThing_69eadf,
    ComponentsSchemasThing_dc2b7d,
)

_KEYS_COMPONENTS_SCHEMAS_THING_DC2_B7_D = frozenset({"userId", "user_id", "UserID"})
_KEYS_COMPONENTS_SCHEMAS_THING_69_EADF = frozenset({"a"})


def decode_components_schemas_thing_dc2_b7_d(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = undeclared(value, _KEYS_COMPONENTS_SCHEMAS_THING_DC2_B7_D)
    user_id_field_6ccb21_ = value.get("userId")
    if user_id_field_6ccb21_ is not None:
        if type(user_id_field_6ccb21_) is not str:
            user_id_field_6ccb21_ = faults.add(
                user_id_field_6ccb21_,
                value,
                "userId",
                "a string",
                "#/components/schemas/Thing/properties/userId",
            )
    elif "userId" in value:
        extra["userId"] = None
    user_id_field_f89d6b_ = value.get("user_id")
    if user_id_field_f89d6b_ is not None:
        if type(user_id_field_f89d6b_) is not str:
            user_id_field_f89d6b_ = faults.add(
                user_id_field_f89d6b_,
                value,
                "user_id",
                "a string",
                "#/components/schemas/Thing/properties/user_id",
            )
    elif "user_id" in value:
        extra["user_id"] = None
    user_id_field_2140f1_ = value.get("UserID")
    if user_id_field_2140f1_ is not None:
        if type(user_id_field_2140f1_) is not str:
            user_id_field_2140f1_ = faults.add(
                user_id_field_2140f1_,
                value,
                "UserID",
                "a string",
                "#/components/schemas/Thing/properties/UserID",
            )
    elif "UserID" in value:
        extra["UserID"] = None
    return ComponentsSchemasThing_dc2b7d(
        extra=extra,
        user_id_field_6ccb21=user_id_field_6ccb21_,
        user_id_field_f89d6b=user_id_field_f89d6b_,
        user_id_field_2140f1=user_id_field_2140f1_,
    )


def encode_components_schemas_thing_dc2_b7_d(
    value: ComponentsSchemasThing_dc2b7d,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.user_id_field_6ccb21 is not None:
        out["userId"] = value.user_id_field_6ccb21
    if value.user_id_field_f89d6b is not None:
        out["user_id"] = value.user_id_field_f89d6b
    if value.user_id_field_2140f1 is not None:
        out["UserID"] = value.user_id_field_2140f1
    return finish(out, value.extra)


def decode_components_schemas_thing_69_eadf(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/thing")
    extra = undeclared(value, _KEYS_COMPONENTS_SCHEMAS_THING_69_EADF)
    a_ = value.get("a")
    if a_ is not None:
        if type(a_) is not str:
            a_ = faults.add(
                a_, value, "a", "a string", "#/components/schemas/thing/properties/a"
            )
    elif "a" in value:
        extra["a"] = None
    return ComponentsSchemasThing_69eadf(
        extra=extra,
        a=a_,
    )


def encode_components_schemas_thing_69_eadf(
    value: ComponentsSchemasThing_69eadf,
) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.a is not None:
        out["a"] = value.a
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ComponentsSchemasThing_dc2b7d: decode_components_schemas_thing_dc2_b7_d,
    ComponentsSchemasThing_69eadf: decode_components_schemas_thing_69_eadf,
}
ENCODE: dict[type[Any], Any] = {
    ComponentsSchemasThing_dc2b7d: encode_components_schemas_thing_dc2_b7_d,
    ComponentsSchemasThing_69eadf: encode_components_schemas_thing_69_eadf,
}
