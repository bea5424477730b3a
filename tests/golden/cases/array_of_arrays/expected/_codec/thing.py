# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.thing import Thing

_KEYS = Keys(optional=("grid",))
_AT = "#/components/schemas/Thing/properties/"


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/components/schemas/Thing")
    extra = _KEYS.extra(value)
    grid_ = value.get("grid")
    if grid_ is not None:
        grid_ = _decode_grid(grid_, value, "grid", faults)
    return Thing(
        extra=extra,
        grid=grid_,
    )


def _decode_grid_item(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/schemas/Thing/properties/grid/items",
        )
    return [
        decode_integer(
            item,
            value,
            index,
            faults,
            "#/components/schemas/Thing/properties/grid/items/items",
        )
        for index, item in enumerate(value)
    ]


def _decode_grid(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value, owner, key, "an array", "#/components/schemas/Thing/properties/grid"
        )
    return [
        _decode_grid_item(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode(value: Thing) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.grid is not None:
        out["grid"] = value.grid
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Thing: decode,
}
ENCODE: dict[type[Any], Any] = {
    Thing: encode,
}
