"""Values that are not objects: scalars, and the encoding of values by their Python type."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Self
from uuid import UUID

from .codec import (
    Faults,
)

DecodeScalar = Callable[[Any, Any, Any, Faults, str], Any]


class WireText:
    """Mixin of values that keep their original text, so that encoding preserves it."""

    __slots__ = ()
    text: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Parse a text.

        Raises:
            ValueError: the text is invalid.
        """
        value = cls._parse(text)
        object.__setattr__(value, "text", text)
        return value

    @classmethod
    def _parse(cls, text: str) -> Self:
        raise NotImplementedError

    def __reduce_ex__(self, protocol: Any) -> Any:
        if hasattr(self, "text"):
            return type(self).parse, (self.text,)
        return super().__reduce_ex__(protocol)


class WireDatetime(WireText, datetime):
    """Date and time; the text preserves digits below a microsecond."""

    __slots__ = ("text",)

    @classmethod
    def _parse(cls, text: str) -> Self:
        if len(text) < 19 or text[10] not in "Tt ":
            raise ValueError("not a date and time")
        # Python has no leap seconds: 23:59:60 becomes 00:00:00 of the next day.
        leap = text[17:19] == "60"
        plain = text[:17] + "59" + text[19:] if leap else text
        moment = cls.fromisoformat(plain.upper())
        return moment + timedelta(seconds=1) if leap else moment


class WireTime(WireText, time):
    """Time of day; a leap second becomes the second before it."""

    __slots__ = ("text",)

    @classmethod
    def _parse(cls, text: str) -> Self:
        if text[2:3] != ":":
            raise ValueError("not a time of day")
        plain = text[:6] + "59" + text[8:] if text[6:8] == "60" else text
        return cls.fromisoformat(plain.upper())


class WireUUID(WireText, UUID):
    """UUID; the text preserves capital letters."""

    __slots__ = ("text",)

    @classmethod
    def _parse(cls, text: str) -> Self:
        if len(text) != 36:
            raise ValueError("not the canonical form")
        return cls(text)


class WireDecimal(WireText, Decimal):
    """Decimal number; the text preserves zeros and exponents."""

    __slots__ = ("text",)

    @classmethod
    def _parse(cls, text: str) -> Self:
        value = cls(text)
        if not value.is_finite():
            raise ValueError("not a finite number")
        return value


class WireBytes(WireText, bytes):
    """Bytes whose base64 text differs from the result of `encode_bytes`."""

    @classmethod
    def _parse(cls, text: str) -> Self:
        return cls(_decode_base64(text))


_URL_SAFE = str.maketrans("-_", "+/", "\r\n")


def _decode_base64(text: str) -> bytes:
    """Decode base64, also with the URL-safe alphabet, without padding, or with line breaks."""
    plain = text.translate(_URL_SAFE).rstrip("=")
    return b64decode(plain + "=" * (-len(plain) % 4), validate=True)


def _parse_bytes(text: str) -> bytes:
    value = _decode_base64(text)
    is_canonical = b64encode(value) == text.encode("ascii", "replace")
    return value if is_canonical else WireBytes.parse(text)


def _parse_date(text: str) -> date:
    if len(text) != 10:
        raise ValueError("not a full date")
    return date.fromisoformat(text)


def _text_decoder(parse: Callable[[str], Any], expected: str) -> DecodeScalar:
    """Return the decoding function of a string with a format."""

    def decode(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
        if type(value) is str:
            try:
                return parse(value)
            except (ValueError, ArithmeticError):
                pass
        return faults.add(value, owner, key, expected, at)

    return decode


decode_datetime = _text_decoder(WireDatetime.parse, "a date and time (RFC 3339)")
decode_date = _text_decoder(_parse_date, "a date (RFC 3339)")
decode_time = _text_decoder(WireTime.parse, "a time of day (RFC 3339)")
decode_uuid = _text_decoder(WireUUID.parse, "a UUID")
decode_decimal = _text_decoder(WireDecimal.parse, "a decimal number in a string")
decode_bytes = _text_decoder(_parse_bytes, "base64 text")
decode_string = decode_binary = _text_decoder(str, "a string")


def decode_integer(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Decode an integer; a number without fraction (3.0) is an integer too."""
    if type(value) is int:
        return value
    if isinstance(value, float) and value.is_integer():
        return int(Decimal(getattr(value, "literal", value)))
    return faults.add(value, owner, key, "an integer", at)


def decode_number(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Decode a number."""
    if type(value) is int or isinstance(value, float):
        return value
    return faults.add(value, owner, key, "a number", at)


def decode_boolean(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Decode a boolean."""
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
    """Decode one of several constants."""
    for constant in constants:
        # True equals 1 in Python, but not in JSON; 1.0 equals 1 in both.
        if value == constant and isinstance(value, bool) is isinstance(constant, bool):
            return constant
    expected = " or ".join(f"the constant {constant!r}" for constant in constants)
    return faults.add(value, owner, key, expected, at)


def decode_null(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Decode null."""
    return value if value is None else faults.add(value, owner, key, "null", at)
