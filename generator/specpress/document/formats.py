"""Formats of texts that the client decodes, and that JSON Schema does not define."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

# Both alphabets are accepted, as by the client.
_STANDARD = str.maketrans("-_", "+/", "\r\n")


def is_decimal(text: str) -> bool:
    """Return whether a text is a finite decimal number."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def is_base64(text: str) -> bool:
    """Return whether a text is base64, also with the URL-safe alphabet, without padding, or with line breaks."""
    plain = text.translate(_STANDARD).rstrip("=")
    try:
        b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True


FORMATS: dict[str, Callable[[str], bool]] = {
    "byte": is_base64,
    "decimal": is_decimal,
    "decimal128": is_decimal,
}
