# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import ABSENT, Faults, undeclared
from .._runtime.models import finish
from ..models.array_strategy import ArrayStrategy, ArrayStrategyType

_ARRAY_STRATEGY_TYPE = {member.value: member for member in ArrayStrategyType}
_ARRAY_STRATEGY = frozenset({"type"})


def decode_array_strategy_type(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value,
            owner,
            key,
            "a string",
            "#/components/schemas/ArrayStrategy/properties/type",
        )
    return (
        _ARRAY_STRATEGY_TYPE[value]
        if value in _ARRAY_STRATEGY_TYPE
        else ArrayStrategyType(value)
    )


def encode_array_strategy_type(value: Any) -> Any:
    return value.value


def decode_array_strategy(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value, owner, key, "an object", "#/components/schemas/ArrayStrategy"
        )
    extra = (
        {} if value.keys() <= _ARRAY_STRATEGY else undeclared(value, _ARRAY_STRATEGY)
    )
    type_ = value.get("type", ABSENT)
    type_ = decode_array_strategy_type(type_, value, "type", faults)
    return ArrayStrategy(
        extra=extra,
        type=type_,
    )


def encode_array_strategy(value: ArrayStrategy) -> dict[str, Any]:
    out: dict[str, Any] = {}
    out["type"] = encode_array_strategy_type(value.type)
    return finish(out, value.extra)


DECODE: dict[type[Any], Any] = {
    ArrayStrategy: decode_array_strategy,
}
ENCODE: dict[type[Any], Any] = {
    ArrayStrategy: encode_array_strategy,
}
