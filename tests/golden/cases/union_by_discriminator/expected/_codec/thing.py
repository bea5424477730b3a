# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import Any

from . import cat as _cat
from . import dog as _dog
from .._runtime.codec import Faults
from .._runtime.encode import encode_any
from .._runtime.models import UnknownVariant


def decode(value: Any, owner: Any, key: Any, faults: Faults) -> Any:
    if type(value) is dict:
        tag = value.get("kind")
        if tag == "cat":
            return _cat.decode(value, owner, key, faults)
        if tag == "dog":
            return _dog.decode(value, owner, key, faults)
        return UnknownVariant(value)
    return UnknownVariant(value)


def encode(value: Any) -> Any:
    return encode_any(value)
