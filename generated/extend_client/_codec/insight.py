# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.enums import by_value
from ..models.insight import Insight, InsightType

_VALUES_TYPE = by_value(InsightType)
_KEYS = Keys(required=("type", "content"))
_AT = "#/components/schemas/Insight/properties/"


def decode_type(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/Insight/properties/type",
        )
    if value in _VALUES_TYPE:
        return _VALUES_TYPE[value]
    return InsightType(value)


def encode_type(value: Any) -> Any:
    return value.value


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/Insight"
        )
    extra = _KEYS.extra(value)
    type_ = value.get("type", ABSENT)
    type_ = decode_type(type_, value, "type", faults)
    content_ = value.get("content", ABSENT)
    if type(content_) is not str:
        content_ = faults.add(content_, value, "content", "a string", _AT)
    return Insight(
        extra=extra,
        type=type_,
        content=content_,
    )


def encode(value: Insight) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["type"] = encode_type(value.type)
    out["content"] = value.content
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Insight: decode,
}
ENCODE: dict[type[Any], Any] = {
    Insight: encode,
}
