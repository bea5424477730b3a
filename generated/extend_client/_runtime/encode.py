"""Encoding of values whose type is known only when they are met: variants of unions, parameters, extras."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from .codec import ABSENT, Undecoded
from .files import File
from .models import Model, UnknownVariant
from .scalars import (
    encode_bytes,
    encode_date,
    encode_datetime,
    encode_decimal,
    encode_time,
    encode_uuid,
)


def encode_any(value: Any) -> Any:
    """The JSON value of any model, scalar, list or dict."""
    match value:
        case Model():
            return value.to_dict()
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case UnknownVariant() | Undecoded():
            return value.value
        case File():
            return value
        case dict():
            return {key: encode_any(item) for key, item in value.items()}
        case list() | tuple():
            return [encode_any(item) for item in value]
        case _:
            return _encode_scalar(value)


def _encode_scalar(value: Any) -> Any:
    match value:
        case datetime():
            return encode_datetime(value)
        case date():
            return encode_date(value)
        case time():
            return encode_time(value)
        case UUID():
            return encode_uuid(value)
        case Decimal():
            return encode_decimal(value)
        case bytes():
            return encode_bytes(value)
        case _:
            raise TypeError(f"{type(value).__name__} has no JSON form")


def finish(out: dict[str, Any], extra: dict[str, Any]) -> dict[str, Any]:
    """Add to an encoded object what only `extra` knows."""
    for key, value in extra.items():
        if key not in out and value is not ABSENT:
            out[key] = encode_any(value)
    return out
