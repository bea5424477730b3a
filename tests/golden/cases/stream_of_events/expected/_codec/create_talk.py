# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import word as _word
from .._runtime.codec import Faults


def decode_create_talk_response_application_json_content(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/paths/~1talk/post/responses/200/content/application~1json/schema",
        )
    return [
        _word.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def encode_create_talk_response_application_json_content(value: Any) -> Any:
    return [_word.encode(item) for item in value]
