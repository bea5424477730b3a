# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from .._runtime.scalars import decode_string


def _decode_body(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(
            value,
            owner,
            key,
            "an object",
            "#/components/pathItems/LampEvent/post/requestBody/content/application~1json/schema",
        )
    return {
        name: decode_string(
            item,
            value,
            name,
            faults,
            "#/components/pathItems/LampEvent/post/requestBody/content/application~1json/schema/additionalProperties",
        )
        for name, item in value.items()
    }


def decode_lamp_lit_body_content(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if value is None:
        return None
    return _decode_body(value, owner, key, faults)


def encode_lamp_lit_body_content(value: Any) -> Any:
    return value
