# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import run_usage_breakdown_charge as _run_usage_breakdown_charge
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.enums import by_value
from .._runtime.scalars import decode_number
from ..models.run_usage_breakdown_entry import (
    RunUsageBreakdownEntry,
    RunUsageBreakdownEntryObject,
)

_VALUES_OBJECT = by_value(RunUsageBreakdownEntryObject)
_KEYS = Keys(required=("object", "id", "credits"), optional=("charges",))
_AT = "#/components/schemas/RunUsageBreakdownEntry/properties/"


def decode_object(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/RunUsageBreakdownEntry/properties/object",
        )
    if value in _VALUES_OBJECT:
        return _VALUES_OBJECT[value]
    return RunUsageBreakdownEntryObject(value)


def encode_object(value: Any) -> Any:
    return value.value


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/RunUsageBreakdownEntry",
        )
    extra = _KEYS.extra(value)
    object_ = value.get("object", ABSENT)
    object_ = decode_object(object_, value, "object", faults)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(id_, value, "id", "a string", _AT)
    credits_ = value.get("credits", ABSENT)
    credits_ = decode_number(credits_, value, "credits", faults, _AT)
    charges_ = value.get("charges")
    if charges_ is not None:
        charges_ = _decode_charges(charges_, value, "charges", faults)
    return RunUsageBreakdownEntry(
        extra=extra,
        object=object_,
        id=id_,
        credits=credits_,
        charges=charges_,
    )


def _decode_charges(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/RunUsageBreakdownEntry/properties/charges",
        )
    return [
        _run_usage_breakdown_charge.decode(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode(value: RunUsageBreakdownEntry) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["object"] = encode_object(value.object)
    out["id"] = value.id
    out["credits"] = value.credits
    if value.charges is not None:
        out["charges"] = [
            _run_usage_breakdown_charge.encode(item) for item in value.charges
        ]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    RunUsageBreakdownEntry: decode,
}
ENCODE: dict[type[Any], Any] = {
    RunUsageBreakdownEntry: encode,
}
