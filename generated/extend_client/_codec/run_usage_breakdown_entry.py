# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import run_usage_breakdown_charge as _run_usage_breakdown_charge
from .._runtime.codec import ABSENT, Faults, undeclared
from .._runtime.models import finish
from .._runtime.scalars import decode_number
from ..models.run_usage_breakdown_entry import (
    RunUsageBreakdownEntry,
    RunUsageBreakdownEntryObject,
)

_RUN_USAGE_BREAKDOWN_ENTRY_OBJECT = {
    member.value: member for member in RunUsageBreakdownEntryObject
}
_RUN_USAGE_BREAKDOWN_ENTRY = frozenset({"object", "id", "credits", "charges"})


def decode_run_usage_breakdown_entry_object(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/RunUsageBreakdownEntry/properties/object",
        )
    return (
        _RUN_USAGE_BREAKDOWN_ENTRY_OBJECT[value]
        if value in _RUN_USAGE_BREAKDOWN_ENTRY_OBJECT
        else RunUsageBreakdownEntryObject(value)
    )


def encode_run_usage_breakdown_entry_object(value: Any) -> Any:
    return value.value


def decode_run_usage_breakdown_entry(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/RunUsageBreakdownEntry",
        )
    extra = (
        {}
        if value.keys() <= _RUN_USAGE_BREAKDOWN_ENTRY
        else undeclared(value, _RUN_USAGE_BREAKDOWN_ENTRY)
    )
    object_ = value.get("object", ABSENT)
    object_ = decode_run_usage_breakdown_entry_object(object_, value, "object", faults)
    id_ = value.get("id", ABSENT)
    if type(id_) is not str:
        id_ = faults.add(
            id_,
            value,
            "id",
            "a string",
            "#/components/schemas/RunUsageBreakdownEntry/properties/id",
        )
    credits_ = value.get("credits", ABSENT)
    credits_ = decode_number(
        credits_,
        value,
        "credits",
        faults,
        "#/components/schemas/RunUsageBreakdownEntry/properties/credits",
    )
    charges_ = value.get("charges")
    if charges_ is not None:
        charges_ = _decode_run_usage_breakdown_entry_charges(
            charges_, value, "charges", faults
        )
    elif "charges" in value:
        extra["charges"] = None
    return RunUsageBreakdownEntry(
        extra=extra,
        object=object_,
        id=id_,
        credits=credits_,
        charges=charges_,
    )


def _decode_run_usage_breakdown_entry_charges(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/RunUsageBreakdownEntry/properties/charges",
        )
    return [
        _run_usage_breakdown_charge.decode_run_usage_breakdown_charge(
            item, value, index, faults
        )
        for index, item in enumerate(value)
    ]


def encode_run_usage_breakdown_entry(value: RunUsageBreakdownEntry) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["object"] = encode_run_usage_breakdown_entry_object(value.object)
    out["id"] = value.id
    out["credits"] = value.credits
    if value.charges is not None:
        out["charges"] = [
            _run_usage_breakdown_charge.encode_run_usage_breakdown_charge(item)
            for item in value.charges
        ]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    RunUsageBreakdownEntry: decode_run_usage_breakdown_entry,
}
ENCODE: dict[type[Any], Any] = {
    RunUsageBreakdownEntry: encode_run_usage_breakdown_entry,
}
