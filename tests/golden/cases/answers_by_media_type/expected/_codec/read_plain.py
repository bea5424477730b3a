# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from .._runtime.scalars import decode_integer


def decode_read_plain_response_content(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    return decode_integer(
        value,
        owner,
        key,
        faults,
        "#/paths/~1plain/get/responses/200/content/text~1plain/schema",
    )


def encode_read_plain_response_content(value: Any) -> Any:
    return value
