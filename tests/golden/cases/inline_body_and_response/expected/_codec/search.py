# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from ..models.search import SearchBody, SearchResponseItem

_KEYS_BODY = Keys(optional=("q",))
_AT_BODY = (
    "#/paths/~1search/post/requestBody/content/application~1json/schema/properties/"
)
_KEYS_RESPONSE_ITEM = Keys(optional=("hit",))
_AT_RESPONSE_ITEM = "#/paths/~1search/post/responses/200/content/application~1json/schema/items/properties/"


def decode_body(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/paths/~1search/post/requestBody/content/application~1json/schema",
        )
    extra = _KEYS_BODY.extra(value)
    q_ = value.get("q")
    if q_ is not None and type(q_) is not str:
        q_ = faults.add(q_, value, "q", "a string", _AT_BODY)
    return SearchBody(
        extra=extra,
        q=q_,
    )


def encode_body(value: SearchBody) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.q is not None:
        out["q"] = value.q
    return finish(out, value.extra)


def decode_response_item(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/paths/~1search/post/responses/200/content/application~1json/schema/items",
        )
    extra = _KEYS_RESPONSE_ITEM.extra(value)
    hit_ = value.get("hit")
    if hit_ is not None and type(hit_) is not str:
        hit_ = faults.add(hit_, value, "hit", "a string", _AT_RESPONSE_ITEM)
    return SearchResponseItem(
        extra=extra,
        hit=hit_,
    )


def encode_response_item(value: SearchResponseItem) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.hit is not None:
        out["hit"] = value.hit
    return finish(out, value.extra)


def decode_search_response_content(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/paths/~1search/post/responses/200/content/application~1json/schema",
        )
    return [
        decode_response_item(item, value, index, faults)
        for index, item in enumerate(value)
    ]


def encode_search_response_content(value: Any) -> Any:
    return [encode_response_item(item) for item in value]


DECODE: dict[type[Any], Any] = {
    SearchBody: decode_body,
    SearchResponseItem: decode_response_item,
}
ENCODE: dict[type[Any], Any] = {
    SearchBody: encode_body,
    SearchResponseItem: encode_response_item,
}
