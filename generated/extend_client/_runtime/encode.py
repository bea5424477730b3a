"""Encoding of values whose type is known only when they are met: variants of unions, parameters, extras."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from .codec import ABSENT, Undecoded
from .files import is_raw
from .models import Model, UnknownVariant
from .scalars import (
    encode_bytes,
    encode_date,
    encode_datetime,
    encode_decimal,
    encode_time,
    encode_uuid,
)

SCALARS: tuple[tuple[type, Any], ...] = (
    (datetime, encode_datetime),  # before date: it is one
    (date, encode_date),
    (time, encode_time),
    (UUID, encode_uuid),
    (Decimal, encode_decimal),
    (bytes, encode_bytes),
)


def encode_any(value: Any) -> Any:
    """The JSON value of any model, scalar, list or dict; files stay what they are.

    Raises:
        TypeError: it has none.
    """
    match value:
        case Model():
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
    raise TypeError(f"{type(value).__name__} has no JSON form")


def encode_upload(value: Any) -> Any:
    """Like `encode_any`, where bytes are the content of a file, and not base64 text."""
    if isinstance(value, (list, tuple)):
        return [encode_upload(item) for item in value]
    return value if is_raw(value) else encode_any(value)


def finish(out: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """Add to an encoded object what only `extra` knows."""
    for key, value in extra.items():
        if key not in out and value is not ABSENT:
            out[key] = encode_any(value)
    return out
