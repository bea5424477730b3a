# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.thing import (
    ComponentsSchemasThing_69eadf,
    ComponentsSchemasThing_dc2b7d,
)

_KEYS_COMPONENTS_SCHEMAS_THING_DC2_B7_D = Keys(optional=("userId", "user_id", "UserID"))
_AT_COMPONENTS_SCHEMAS_THING_DC2_B7_D = "#/components/schemas/Thing/properties/"
_KEYS_COMPONENTS_SCHEMAS_THING_69_EADF = Keys(optional=("a",))
_AT_COMPONENTS_SCHEMAS_THING_69_EADF = "#/components/schemas/thing/properties/"


def decode_components_schemas_thing_dc2_b7_d(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS_COMPONENTS_SCHEMAS_THING_DC2_B7_D.extra(value)
    user_id_field_6ccb21_ = value.get("userId")
    if user_id_field_6ccb21_ is not None and type(user_id_field_6ccb21_) is not str:
        user_id_field_6ccb21_ = faults.add(
            user_id_field_6ccb21_,
            value,
            "userId",
            "a string",
            _AT_COMPONENTS_SCHEMAS_THING_DC2_B7_D,
        )
    user_id_field_f89d6b_ = value.get("user_id")
    if user_id_field_f89d6b_ is not None and type(user_id_field_f89d6b_) is not str:
        user_id_field_f89d6b_ = faults.add(
            user_id_field_f89d6b_,
            value,
            "user_id",
            "a string",
            _AT_COMPONENTS_SCHEMAS_THING_DC2_B7_D,
        )
    user_id_field_2140f1_ = value.get("UserID")
    if user_id_field_2140f1_ is not None and type(user_id_field_2140f1_) is not str:
        user_id_field_2140f1_ = faults.add(
            user_id_field_2140f1_,
            value,
            "UserID",
            "a string",
            _AT_COMPONENTS_SCHEMAS_THING_DC2_B7_D,
        )
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
    extra = _KEYS_COMPONENTS_SCHEMAS_THING_69_EADF.extra(value)
    a_ = value.get("a")
    if a_ is not None and type(a_) is not str:
        a_ = faults.add(
            a_, value, "a", "a string", _AT_COMPONENTS_SCHEMAS_THING_69_EADF
        )
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
