# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from ..models.failure_reason import FailureReason

_FAILURE_REASON = {member.value: member for member in FailureReason}


def decode_failure_reason(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not str:
        return faults.add(
            value, owner, key, "a string", "#/components/schemas/FailureReason"
        )
    return _FAILURE_REASON[value] if value in _FAILURE_REASON else FailureReason(value)


def encode_failure_reason(value: Any) -> Any:
    return value.value
