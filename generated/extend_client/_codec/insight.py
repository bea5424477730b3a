# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, undeclared
from .._runtime.models import finish
from ..models.insight import Insight, InsightType

_INSIGHT_TYPE = {member.value: member for member in InsightType}
_INSIGHT = frozenset({"type", "content"})


def decode_insight_type(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/Insight/properties/type",
        )
    return _INSIGHT_TYPE[value] if value in _INSIGHT_TYPE else InsightType(value)


def encode_insight_type(value: Any) -> Any:
    return value.value


def decode_insight(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/Insight"
        )
    extra = {} if value.keys() <= _INSIGHT else undeclared(value, _INSIGHT)
    type_ = value.get("type", ABSENT)
    type_ = decode_insight_type(type_, value, "type", faults)
    content_ = value.get("content", ABSENT)
    if type(content_) is not str:
        content_ = faults.add(
            content_,
            value,
            "content",
            "a string",
            "#/components/schemas/Insight/properties/content",
        )
    return Insight(
        extra=extra,
        type=type_,
        content=content_,
    )


def encode_insight(value: Insight) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["type"] = encode_insight_type(value.type)
    out["content"] = value.content
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    Insight: decode_insight,
}
ENCODE: dict[type[Any], Any] = {
    Insight: encode_insight,
}
