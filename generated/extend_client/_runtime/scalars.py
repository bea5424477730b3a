"""Values that JSON carries as text: dates, times, UUIDs, decimals and bytes, read and written exactly."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from .codec import Faults


class WireDatetime(datetime):
    """A datetime that remembers the text it was read from, so that it is written back as it came."""

    __slots__ = ("text",)
    text: str

    def __reduce_ex__(self, protocol: Any) -> Any:
        if hasattr(self, "text"):
            return parse_datetime, (self.text,)
        return super().__reduce_ex__(protocol)


def parse_datetime(text: str) -> datetime:
    """Read an RFC 3339 date and time; digits finer than a microsecond stay in the text.

    Raises:
        ValueError: it is not a date and time.
    """
    if len(text) < 19 or text[10] not in "Tt ":
        raise ValueError("not a date and time")
    leap = text[17:19] == "60"
    plain = text[:17] + "59" + text[19:] if leap else text
    moment = WireDatetime.fromisoformat(plain.upper())
    if leap:
        moment += timedelta(seconds=1)
    moment.text = text
    return moment


def encode_datetime(value: datetime) -> str:
    """A date and time as RFC 3339 text: the text it was read from, or else the shortest exact one."""
    text = getattr(value, "text", None)
    if isinstance(text, str):
        return text
    written = value.isoformat()
    return written[:-6] + "Z" if value.tzinfo is UTC else written


def decode_datetime(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """An RFC 3339 date and time, or a fault."""
    try:
        return parse_datetime(value)
    except (TypeError, ValueError):
        return faults.add(value, owner, key, "a date and time (RFC 3339)", at)


def decode_date(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """An RFC 3339 full date, or a fault."""
    try:
        if len(value) != 10:
            raise ValueError("not a full date")
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return faults.add(value, owner, key, "a date (RFC 3339)", at)


def encode_date(value: date) -> str:
    """A date as RFC 3339 text."""
    return value.isoformat()


class WireUUID(UUID):
    """A UUID that remembers its spelling (capitals), so that it is written back as it came."""

    __slots__ = ("text",)
    text: str

    def __init__(self, text: str) -> None:
        super().__init__(text)
        object.__setattr__(self, "text", text)

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        return WireUUID, (self.text,)


def decode_uuid(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """A UUID in its canonical form of 36 characters, or a fault."""
    try:
        if len(value) != 36:
            raise ValueError("not the canonical form")
        return WireUUID(value)
    except (TypeError, ValueError, AttributeError):
        return faults.add(value, owner, key, "a UUID", at)


def encode_uuid(value: UUID) -> str:
    """A UUID as text."""
    return value.text if isinstance(value, WireUUID) else str(value)


class WireTime(time):
    """A time of day that remembers the text it was read from, so that it is written back as it came."""

    text: str


def decode_time(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """An RFC 3339 time of day, or a fault."""
    try:
        if len(value) < 5 or value[2] != ":":
            raise ValueError("not a time")
        found = WireTime.fromisoformat(value.upper())
    except (TypeError, ValueError):
        return faults.add(value, owner, key, "a time of day (RFC 3339)", at)
    found.text = value
    return found


def encode_time(value: time) -> str:
    """A time of day as RFC 3339 text: the text it was read from, or else the shortest exact one."""
    text = getattr(value, "text", None)
    if isinstance(text, str):
        return text
    written = value.isoformat()
    return written[:-6] + "Z" if value.tzinfo is UTC else written


def decode_decimal(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """A decimal number that is written as text, or a fault."""
    try:
        if type(value) is not str:
            raise TypeError("not text")
        return Decimal(value)
    except (TypeError, InvalidOperation):
        return faults.add(value, owner, key, "a decimal number as text", at)


def encode_decimal(value: Decimal) -> str:
    """A decimal number as text, with the digits it has."""
    return str(value)


class WireBytes(bytes):
    """Bytes that remember an unusual spelling of their base64 text, so that they are written back as they came."""

    text: str


_URL_SAFE = str.maketrans("-_", "+/", "\r\n")


def decode_bytes(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Bytes from base64 text (also of the URL-safe alphabet, without padding, in lines), or a fault."""
    try:
        plain = value.translate(_URL_SAFE).rstrip("=")
        found = b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (AttributeError, TypeError, ValueError):
        return faults.add(value, owner, key, "base64 text", at)
    if b64encode(found).decode("ascii") == value:
        return found
    spelled = WireBytes(found)
    spelled.text = value
    return spelled


def encode_bytes(value: bytes) -> str:
    """Bytes as base64 text."""
    if isinstance(value, WireBytes):
        return value.text
    return b64encode(value).decode("ascii")


def decode_binary(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """The content of a file where JSON carries it: as text, or a fault."""
    if type(value) is str:
        return value
    return faults.add(value, owner, key, "a string", at)


def decode_integer(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """An integer, also one that is written with an empty fraction (3.0), or a fault."""
    if type(value) is int:
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return faults.add(value, owner, key, "an integer", at)


def decode_number(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """A number, or a fault."""
    if type(value) is int or isinstance(value, float):
        return value
    return faults.add(value, owner, key, "a number", at)


def decode_string(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """A string, or a fault."""
    if type(value) is str:
        return value
    return faults.add(value, owner, key, "a string", at)


def decode_boolean(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """A boolean, or a fault."""
    if type(value) is bool:
        return value
    return faults.add(value, owner, key, "a boolean", at)


def decode_const(
    value: Any, owner: Any, key: Any, faults: Faults, at: str, constant: Any
) -> Any:
    """A constant, or a fault."""
    if value == constant and type(value) is type(constant):
        return value
    return faults.add(value, owner, key, f"the constant {constant!r}", at)
