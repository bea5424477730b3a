# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_integer
from ..models.page_ranges import PageRangesItem

_KEYS_ITEM = Keys(required=("start", "end"))
_AT_ITEM = "#/components/schemas/PageRanges/items/properties/"


def decode_item(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/PageRanges/items"
        )
    extra = _KEYS_ITEM.extra(value)
    start_ = value.get("start", ABSENT)
    start_ = decode_integer(start_, value, "start", faults, _AT_ITEM)
    end_ = value.get("end", ABSENT)
    end_ = decode_integer(end_, value, "end", faults, _AT_ITEM)
    return PageRangesItem(
        extra=extra,
        start=start_,
        end=end_,
    )


def encode_item(value: PageRangesItem) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["start"] = value.start
    out["end"] = value.end
    return finish(out, value.extra)


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value, owner, key, "an array", "#/components/schemas/PageRanges"
        )
    return [decode_item(item, value, index, faults) for index, item in enumerate(value)]


def encode(value: Any) -> Any:
    return [encode_item(item) for item in value]


DECODE: dict[type[Any], Any] = {
    PageRangesItem: decode_item,
}
ENCODE: dict[type[Any], Any] = {
    PageRangesItem: encode_item,
}
