"""JSON numbers that are decoded to `Decimal`, with all their digits."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from ..json.json import loads
from .codec import Codec, Encoding, Faults
from .encoders import refuse
from .wire_texts import WireDecimal

DecimalNumber = Annotated[Decimal, "a JSON number"]
"""Decimal that is sent as a JSON number."""
DecimalInput = Annotated[Decimal | int, "a JSON number"]
"""Values that callers may pass for a `DecimalNumber`."""


class NumberDecimal(WireDecimal):
    """Decimal that was a JSON number; the text preserves zeros and exponents."""

    __slots__ = ()


def decode_decimal_number(
    value: Any, owner: Any, key: Any, faults: Faults, at: str
) -> Any:
    """Decode a number with all its digits."""
    if type(value) is int or isinstance(value, float):
        try:
            return NumberDecimal.parse(getattr(value, "literal", None) or repr(value))
        except (ValueError, ArithmeticError):
            pass
    return faults.add(value, owner, key, "a number", at)


def encode_decimal_number(value: Any, encoding: Encoding) -> Any:
    """Return a number with all digits of a Decimal; a float has those of its repr."""
    if isinstance(value, NumberDecimal):
        return loads(value.text)
    if isinstance(value, Decimal) and value.is_finite():
        try:
            return loads(str(value))
        except ValueError:  # Python writes no integers of so many digits
            return refuse("a Decimal of at most 4,300 digits", value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    return refuse("a finite Decimal", value)


DECIMAL_NUMBER = Codec(
    decode_decimal_number, encode_decimal_number, decoded=NumberDecimal
)
