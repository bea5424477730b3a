# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_number
from ..models.thing import Thing, ThingRowsItem

_KEYS_ROWS_ITEM = Keys(required=("x",))
_AT_ROWS_ITEM = "#/components/schemas/Thing/properties/rows/items/properties/"
_KEYS = Keys(optional=("rows",))
_AT = "#/components/schemas/Thing/properties/"


def decode_rows_item(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/Thing/properties/rows/items",
        )
    extra = _KEYS_ROWS_ITEM.extra(value)
    x_ = value.get("x", ABSENT)
    x_ = decode_number(x_, value, "x", faults, _AT_ROWS_ITEM)
    return ThingRowsItem(
        extra=extra,
        x=x_,
    )


def encode_rows_item(value: ThingRowsItem) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["x"] = value.x
    return finish(out, value.extra)


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    rows_ = value.get("rows")
    if rows_ is not None:
        rows_ = _decode_rows(rows_, value, "rows", faults)
    return Thing(
        extra=extra,
        rows=rows_,
    )


def _decode_rows(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value, owner, key, "an array", "#/components/schemas/Thing/properties/rows"
        )
    return [
        decode_rows_item(item, value, index, faults) for index, item in enumerate(value)
    ]


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.rows is not None:
        out["rows"] = [encode_rows_item(item) for item in value.rows]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ThingRowsItem: decode_rows_item,
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    ThingRowsItem: encode_rows_item,
    Thing: encode,
}
