# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_string
from ..models.strict import Strict

_KEYS = Keys(required=("fields",))
_AT = "#/components/schemas/Strict/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Strict")
    extra = _KEYS.extra(value)
    fields_ = value.get("fields", ABSENT)
    fields_ = _decode_fields(fields_, value, "fields", faults)
    return Strict(
        extra=extra,
        fields=fields_,
    )


def _decode_fields(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/Strict/properties/fields",
        )
    return [
        decode_string(
            item,
            value,
            index,
            faults,
            "#/components/schemas/Strict/properties/fields/items",
        )
        for index, item in enumerate(value)
    ]


def encode(value: Strict) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["fields"] = value.fields
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Strict: decode,
}
ENCODE: dict[type[Any], Any] = {
    Strict: encode,
}
