# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import part as _part
from .._runtime.codec import Faults
from .._runtime.reading import decode_json_text, encode_json_text


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return decode_json_text(
        value, owner, key, faults, "#/components/schemas/Packed", _decode_content
    )


def _decode_content(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(
            value, owner, key, "an array", "#/components/schemas/Packed/contentSchema"
        )
    return [
        _part.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def encode(value: Any) -> Any:
    return encode_json_text([_part.encode(item) for item in value])
