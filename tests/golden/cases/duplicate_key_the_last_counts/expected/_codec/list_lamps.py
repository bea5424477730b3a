# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from .._runtime.scalars import decode_string


def decode_list_lamps_response_content(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    return decode_string(
        value,
        owner,
        key,
        faults,
        "#/paths/~1lamps/get/responses/200/content/application~1json/schema",
    )


def encode_list_lamps_response_content(value: Any) -> Any:
    return value
