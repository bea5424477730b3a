# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from ..models.extract_base_processor import ExtractBaseProcessor

_EXTRACT_BASE_PROCESSOR = {member.value: member for member in ExtractBaseProcessor}


def decode_extract_base_processor(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not str:
        return faults.add(
            value, owner, key, "a string", "#/components/schemas/ExtractBaseProcessor"
        )
    return (
        _EXTRACT_BASE_PROCESSOR[value]
        if value in _EXTRACT_BASE_PROCESSOR
        else ExtractBaseProcessor(value)
    )


def encode_extract_base_processor(value: Any) -> Any:
    return value.value
