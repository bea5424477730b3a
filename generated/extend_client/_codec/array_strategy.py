# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, Keys
from .._runtime.encode import finish
from .._runtime.enums import by_value
from ..models.array_strategy import ArrayStrategy, ArrayStrategyType

_VALUES_TYPE = by_value(ArrayStrategyType)
_KEYS = Keys(required=("type",))
_AT = "#/components/schemas/ArrayStrategy/properties/"


def decode_type(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ArrayStrategy/properties/type",
        )
    if value in _VALUES_TYPE:
        return _VALUES_TYPE[value]
    return ArrayStrategyType(value)


def encode_type(value: Any) -> Any:
    return value.value


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ArrayStrategy"
        )
    extra = _KEYS.extra(value)
    type_ = value.get("type", ABSENT)
    type_ = decode_type(type_, value, "type", faults)
    return ArrayStrategy(
        extra=extra,
        type=type_,
    )


def encode(value: ArrayStrategy) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["type"] = encode_type(value.type)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ArrayStrategy: decode,
}
ENCODE: dict[type[Any], Any] = {
    ArrayStrategy: encode,
}
