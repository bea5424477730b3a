# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import run_usage_breakdown_entry as _run_usage_breakdown_entry
from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_number
from ..models.run_usage import RunUsage

_KEYS = Keys(required=("credits",), optional=("totalCredits", "breakdown"))
_AT = "#/components/schemas/RunUsage/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/RunUsage"
        )
    extra = _KEYS.extra(value)
    credits_ = value.get("credits", ABSENT)
    credits_ = decode_number(credits_, value, "credits", faults, _AT)
    total_credits_ = value.get("totalCredits")
    if total_credits_ is not None:
        total_credits_ = decode_number(
            total_credits_, value, "totalCredits", faults, _AT
        )
    breakdown_ = value.get("breakdown")
    if breakdown_ is not None:
        breakdown_ = _decode_breakdown(breakdown_, value, "breakdown", faults)
    return RunUsage(
        extra=extra,
        credits=credits_,
        total_credits=total_credits_,
        breakdown=breakdown_,
    )


def _decode_breakdown(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/RunUsage/properties/breakdown",
        )
    return [
        _run_usage_breakdown_entry.decode(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode(value: RunUsage) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["credits"] = value.credits
    if value.total_credits is not None:
        out["totalCredits"] = value.total_credits
    if value.breakdown is not None:
        out["breakdown"] = [
            _run_usage_breakdown_entry.encode(item) for item in value.breakdown
        ]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    RunUsage: decode,
}
ENCODE: dict[type[Any], Any] = {
    RunUsage: encode,
}
