# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import row as _row
from .._runtime.codec import Faults


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is not dict:
        return faults.add(value, owner, key, "an object", "#/x-shapes/$defs/Tree")
    return {
        name: _row.decode(item, value, name, faults) for name, item in value.items()
    }


def encode(value: Any) -> Any:
    return {name: _row.encode(item) for name, item in value.items()}
