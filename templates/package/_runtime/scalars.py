"""Scalars: JSON's own, and those that it carries as text (dates, times, UUIDs, decimals, bytes), exact both ways."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from .codec import Faults

Check = Callable[[Any, Any, Any, Faults, str], Any]
"""A decoding function that is told where the document declares the value."""


class Spelled:
    """A value that remembers the text it was read from, so that it is written back as it came."""

    __slots__ = ()
    text: str

    @classmethod
    def read(cls, text: str) -> Self:
        """The value of a text.

        Raises:
            ValueError: it is no such value.
        """
        found = cls._parsed(text)
        object.__setattr__(found, "text", text)
        return found

    @classmethod
    def _parsed(cls, text: str) -> Self:
        raise NotImplementedError

    def __reduce_ex__(self, protocol: Any) -> Any:
        if hasattr(self, "text"):
            return type(self).read, (self.text,)
        return super().__reduce_ex__(protocol)


class WireDatetime(Spelled, datetime):
    """A date and time; digits finer than a microsecond stay in the text."""

    __slots__ = ("text",)

    @classmethod
    def _parsed(cls, text: str) -> Self:
        if len(text) < 19 or text[10] not in "Tt ":
            raise ValueError("not a date and time")
        leap = text[17:19] == "60"
        plain = text[:17] + "59" + text[19:] if leap else text
        moment = cls.fromisoformat(plain.upper())
        return moment + timedelta(seconds=1) if leap else moment


class WireTime(Spelled, time):
    """A time of day; a leap second is read as the second before it."""

    __slots__ = ("text",)

    @classmethod
    def _parsed(cls, text: str) -> Self:
        if text[2:3] != ":":
            raise ValueError("not a time of day")
        plain = text[:6] + "59" + text[8:] if text[6:8] == "60" else text
        return cls.fromisoformat(plain.upper())


class WireUUID(Spelled, UUID):
    """A UUID; capitals stay in the text."""

    __slots__ = ("text",)

    @classmethod
    def _parsed(cls, text: str) -> Self:
        if len(text) != 36:
            raise ValueError("not the canonical form")
        return cls(text)


class WireDecimal(Spelled, Decimal):
    """A decimal number; zeros and exponents stay in the text."""

    __slots__ = ("text",)

    @classmethod
    def _parsed(cls, text: str) -> Self:
        found = cls(text)
        if not found.is_finite():
            raise ValueError("not a number")
        return found


class WireBytes(Spelled, bytes):
    """Bytes whose base64 text is not spelled as `encode_bytes` would."""

    @classmethod
    def _parsed(cls, text: str) -> Self:
        return cls(_from_base64(text))


_URL_SAFE = str.maketrans("-_", "+/", "\r\n")


def _from_base64(text: str) -> bytes:
    """Bytes from base64 text, also of the URL-safe alphabet, without padding, or in lines."""
    plain = text.translate(_URL_SAFE).rstrip("=")
    return b64decode(plain + "=" * (-len(plain) % 4), validate=True)


def _bytes(text: str) -> bytes:
    found = _from_base64(text)
    usual = b64encode(found) == text.encode("ascii", "replace")
    return found if usual else WireBytes.read(text)


def _date(text: str) -> date:
    if len(text) != 10:
        raise ValueError("not a full date")
    return date.fromisoformat(text)


def _from_text(read: Callable[[str], Any], expected: str) -> Check:
    """The decoding function of a kind of text."""

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is str:
            try:
                return read(value)
            except (ValueError, ArithmeticError):
                pass
        return faults.add(value, owner, key, expected, at)

    return decode


decode_datetime = _from_text(WireDatetime.read, "a date and time (RFC 3339)")
decode_date = _from_text(_date, "a date (RFC 3339)")
decode_time = _from_text(WireTime.read, "a time of day (RFC 3339)")
decode_uuid = _from_text(WireUUID.read, "a UUID")
decode_decimal = _from_text(WireDecimal.read, "a decimal number as text")
decode_bytes = _from_text(_bytes, "base64 text")
decode_string = decode_binary = _from_text(str, "a string")


def encode_datetime(value: datetime | time) -> str:
    """The text that a date and time or a time of day was read from, or else the shortest exact one."""
    text = getattr(value, "text", None)
    if isinstance(text, str):
        return text
    written = value.isoformat()
    return written[:-6] + "Z" if value.tzinfo is UTC else written


encode_time = encode_datetime
encode_date = date.isoformat


def encode_uuid(value: UUID) -> str:
    """A UUID as text."""
    return value.text if isinstance(value, WireUUID) else str(value)


def encode_decimal(value: Decimal) -> str:
    """A decimal number as text, with the digits it has.

    Raises:
        ValueError: it is NaN or infinite.
    """
    if not value.is_finite():
        raise ValueError(f"{value} is not a number")
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else f"{value:f}"


def encode_bytes(value: bytes) -> str:
    """Bytes as base64 text."""
    text = getattr(value, "text", None)
    return text if isinstance(text, str) else b64encode(value).decode("ascii")


def decode_integer(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """An integer, also one that is written with an empty fraction (3.0), or a fault."""
    if type(value) is int:
        return value
    if isinstance(value, float) and value.is_integer():
        return int(Decimal(getattr(value, "literal", value)))
    return faults.add(value, owner, key, "an integer", at)


def decode_number(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """A number, or a fault."""
    if type(value) is int or isinstance(value, float):
        return value
    return faults.add(value, owner, key, "a number", at)


def decode_boolean(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """A boolean, or a fault."""
    if type(value) is bool:
        return value
    return faults.add(value, owner, key, "a boolean", at)


def decode_const(
    value: Any,
    owner: Any,
    key: Any,
    faults: Faults,
    at: str,
    constants: tuple[Any, ...],
) -> Any:
    """A constant, or one of several; or a fault."""
    for constant in constants:
        # True is 1 in Python, and not in JSON; 1.0 is 1 in both.
        if value == constant and isinstance(value, bool) is isinstance(constant, bool):
            return constant
    told = " or ".join(f"the constant {constant!r}" for constant in constants)
    return faults.add(value, owner, key, told, at)


def decode_null(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Null, or a fault."""
    return value if value is None else faults.add(value, owner, key, "null", at)
