# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from .._runtime.enums import by_value
from ..models.failure_reason import FailureReason

_VALUES = by_value(FailureReason)


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value, owner, key, "a string", "#/components/schemas/FailureReason"
        )
    if value in _VALUES:
        return _VALUES[value]
    return FailureReason(value)


def encode(value: Any) -> Any:
    return value.value
