"""Encoding of values by their Python type: variants of unions, parameters, extra keys."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from .annotations import Encodable, UnknownVariant
from .codec import ABSENT, Undecoded
from .files import is_raw
from .scalars import (
    encode_bytes,
    encode_date,
    encode_datetime,
    encode_decimal,
    encode_time,
    encode_uuid,
)

SCALARS: tuple[tuple[type, Any], ...] = (
    (datetime, encode_datetime),  # before date, its base class
    (date, encode_date),
    (time, encode_time),
    (UUID, encode_uuid),
    (Decimal, encode_decimal),
    (bytes, encode_bytes),
)


def encode_any(value: Any) -> Any:
    """Return the JSON value of a model, scalar, list or dict; files are returned unchanged.

    Raises:
        TypeError: the value cannot be encoded as JSON.
    """
    match value:
        case Encodable():
            return value.to_dict()
        case Enum() | UnknownVariant() | Undecoded():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case dict():
            return {key: encode_any(item) for key, item in value.items()}
        case list() | tuple():
            return [encode_any(item) for item in value]
    for kind, encode in SCALARS:
        if isinstance(value, kind):
            return encode(value)
    if is_raw(value):
        return value
    raise TypeError(f"{type(value).__name__} cannot be encoded as JSON")


def encode_upload(value: Any) -> Any:
    """Encode like `encode_any`, but leave bytes as file content instead of base64."""
    if isinstance(value, (list, tuple)):
        return [encode_upload(item) for item in value]
    return value if is_raw(value) else encode_any(value)


def add_extra(out: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """Add the keys of `extra` that no field has set to an encoded object, and return it."""
    for key, value in extra.items():
        if key not in out and value is not ABSENT:
            out[key] = encode_any(value)
    return out
