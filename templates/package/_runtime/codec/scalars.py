"""Decoding of values that are not objects: strings with their formats, numbers, booleans, null."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from .codec import Faults
from .wire_texts import (
    WireDatetime,
    WireDecimal,
    WireTime,
    WireUUID,
    parse_bytes,
    parse_date,
)

DecodeScalar = Callable[[Any, Any, Any, Faults, str], Any]


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
decode_date = _text_decoder(parse_date, "a date (RFC 3339)")
decode_time = _text_decoder(WireTime.parse, "a time of day (RFC 3339)")
decode_uuid = _text_decoder(WireUUID.parse, "a UUID")
decode_decimal = _text_decoder(WireDecimal.parse, "a decimal number in a string")
decode_bytes = _text_decoder(parse_bytes, "base64 text")
decode_string = decode_binary = _text_decoder(str, "a string")


def decode_integer(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Decode an integer; a number without fraction (3.0) is an integer too."""
    integer = value if type(value) is int else as_integer(value)
    if type(integer) is int:
        return integer
    return faults.add(value, owner, key, "an integer", at)


def as_integer(value: Any) -> Any:
    """Return a float without fraction as an int with all its digits, other values unchanged."""
    if not isinstance(value, float) or not value.is_integer():
        return value
    number = read_number(value)
    is_integer = number.is_finite() and number == int(number)
    return int(number) if is_integer else value


def read_number(value: int | float) -> Decimal:
    """Return a number with the digits of its JSON text; NaN if its exponent has too many digits."""
    if not isinstance(value, float):
        return Decimal(value)
    try:
        return Decimal(getattr(value, "literal", None) or float.__repr__(value))
    except InvalidOperation:
        return Decimal("nan")


def is_equal(value: Any, constant: Any) -> bool:
    """Return whether two scalars are equal in JSON: 1.0 equals 1, true does not, all digits count."""
    if type(value) is type(constant):
        return bool(value == constant)
    for scalar in (value, constant):
        if not isinstance(scalar, (int, float)) or isinstance(scalar, bool):
            return False
    return read_number(value) == read_number(constant)


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
        if is_equal(value, constant):
            return constant
    expected = " or ".join(f"the constant {constant!r}" for constant in constants)
    return faults.add(value, owner, key, expected, at)


def decode_null(value: Any, owner: Any, key: Any, faults: Faults, at: str) -> Any:
    """Decode null."""
    return value if value is None else faults.add(value, owner, key, "null", at)
