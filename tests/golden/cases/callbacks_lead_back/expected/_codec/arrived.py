# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults, Keys
from .._runtime.encode import finish
from .._runtime.scalars import decode_number
from ..models.arrived import ArrivedBody

_KEYS_BODY = Keys(optional=("weight",))
_AT_BODY = "#/components/callbacks/Arrived/{$request.query.answerTo}/post/requestBody/content/application~1json/schema/properties/"


def decode_body(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/callbacks/Arrived/{$request.query.answerTo}/post/requestBody/content/application~1json/schema",
        )
    extra = _KEYS_BODY.extra(value)
    weight_ = value.get("weight")
    if weight_ is not None:
        weight_ = decode_number(weight_, value, "weight", faults, _AT_BODY)
    return ArrivedBody(
        extra=extra,
        weight=weight_,
    )


def encode_body(value: ArrivedBody) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if value.weight is not None:
        out["weight"] = value.weight
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ArrivedBody: decode_body,
}
ENCODE: dict[type[Any], Any] = {
    ArrivedBody: encode_body,
}
