# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.enums import by_value
from .._runtime.scalars import decode_integer, decode_number
from ..models.run_usage_breakdown_charge import (
    RunUsageBreakdownCharge,
    RunUsageBreakdownChargeUnit,
)

_VALUES_UNIT = by_value(RunUsageBreakdownChargeUnit)
_KEYS = Keys(required=("product", "unit", "quantity", "credits"), optional=("pages",))
_AT = "#/components/schemas/RunUsageBreakdownCharge/properties/"


def decode_unit(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/RunUsageBreakdownCharge/properties/unit",
        )
    if value in _VALUES_UNIT:
        return _VALUES_UNIT[value]
    return RunUsageBreakdownChargeUnit(value)


def encode_unit(value: Any) -> Any:
    return value.value


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/RunUsageBreakdownCharge",
        )
    extra = _KEYS.extra(value)
    product_ = value.get("product", ABSENT)
    if type(product_) is not str:
        product_ = faults.add(product_, value, "product", "a string", _AT)
    unit_ = value.get("unit", ABSENT)
    unit_ = decode_unit(unit_, value, "unit", faults)
    quantity_ = value.get("quantity", ABSENT)
    quantity_ = decode_number(quantity_, value, "quantity", faults, _AT)
    credits_ = value.get("credits", ABSENT)
    credits_ = decode_number(credits_, value, "credits", faults, _AT)
    pages_ = value.get("pages")
    if pages_ is not None:
        pages_ = _decode_pages(pages_, value, "pages", faults)
    return RunUsageBreakdownCharge(
        extra=extra,
        product=product_,
        unit=unit_,
        quantity=quantity_,
        credits=credits_,
        pages=pages_,
    )


def _decode_pages(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/RunUsageBreakdownCharge/properties/pages",
        )
    return [
        decode_integer(
            item,
            value,
            index,
            faults,
            "#/components/schemas/RunUsageBreakdownCharge/properties/pages/items",
        )
        for index, item in enumerate(value)
    ]


def encode(value: RunUsageBreakdownCharge) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["product"] = value.product
    out["unit"] = encode_unit(value.unit)
    out["quantity"] = value.quantity
    out["credits"] = value.credits
    if value.pages is not None:
        out["pages"] = value.pages
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    RunUsageBreakdownCharge: decode,
}
ENCODE: dict[type[Any], Any] = {
    RunUsageBreakdownCharge: encode,
}
