# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not list:
        return faults.add(value, owner, key, "an array", "#/components/schemas/Rows")
    return [decode(item, value, index, faults) for index, item in enumerate(value)]


def encode(value: Any) -> Any:
    return [encode(item) for item in value]
