# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, undeclared
from .._runtime.models import finish
from .._runtime.scalars import decode_number
from ..models.thing import Thing, ThingRowsItem

_THING_ROWS_ITEM = frozenset({"x"})
_THING = frozenset({"rows"})


def decode_thing_rows_item(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/schemas/Thing/properties/rows/items",
        )
    extra = (
        {} if value.keys() <= _THING_ROWS_ITEM else undeclared(value, _THING_ROWS_ITEM)
    )
    x_ = value.get("x", ABSENT)
    x_ = decode_number(
        x_,
        value,
        "x",
        faults,
        "#/components/schemas/Thing/properties/rows/items/properties/x",
    )
    return ThingRowsItem(
        extra=extra,
        x=x_,
    )


def encode_thing_rows_item(value: ThingRowsItem) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["x"] = value.x
    return finish(out, value.extra)


def decode_thing(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = {} if value.keys() <= _THING else undeclared(value, _THING)
    rows_ = value.get("rows")
    if rows_ is not None:
        rows_ = _decode_thing_rows(rows_, value, "rows", faults)
    elif "rows" in value:
        extra["rows"] = None
    return Thing(
        extra=extra,
        rows=rows_,
    )


def _decode_thing_rows(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value, owner, key, "an array", "#/components/schemas/Thing/properties/rows"
        )
    return [
        decode_thing_rows_item(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode_thing(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.rows is not None:
        out["rows"] = [encode_thing_rows_item(item) for item in value.rows]
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ThingRowsItem: decode_thing_rows_item,
    Thing: decode_thing,
}
ENCODE: dict[type[Any], Any] = {
    ThingRowsItem: encode_thing_rows_item,
    Thing: encode_thing,
}
