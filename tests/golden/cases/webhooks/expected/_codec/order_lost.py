# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import order as _order
from .._runtime.codec import Faults


def decode_order_lost_body_content(
    value: Any, owner: Any, key: Any, faults: Faults
) -> Any:
    if type(value) is not list:
        return faults.add(
            value,
            owner,
            key,
            "an array",
            "#/components/pathItems/Lost/delete/requestBody/content/application~1json/schema",
        )
    return [
        _order.decode(item, value, index, faults) for index, item in enumerate(value)
    ]


def encode_order_lost_body_content(value: Any) -> Any:
    return [_order.encode(item) for item in value]
