# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import created_by_api_key as _created_by_api_key
from . import created_by_user as _created_by_user
from .._runtime.codec import Faults
from .._runtime.encode import encode_any
from .._runtime.models import UnknownVariant


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is dict:
        tag = value.get("type")
        if tag == "user":
            return _created_by_user.decode(value, owner, key, faults)
        if tag == "api_key":
            return _created_by_api_key.decode(value, owner, key, faults)
        return UnknownVariant(value)
    return UnknownVariant(value)


def encode(value: Any) -> Any:
    return encode_any(value)
