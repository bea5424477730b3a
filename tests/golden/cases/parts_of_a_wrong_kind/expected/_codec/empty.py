# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from .._runtime.codec import Faults
from .._runtime.encode import encode_any


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    return value


def encode(value: Any) -> Any:
    return encode_any(value)
