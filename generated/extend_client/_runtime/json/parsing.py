"""Parsing of JSON text from outside, which may be invalid."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import Any

from ..codec.codec import invalid_data
from .json import loads

# In this order: the mark of UTF-32 begins with that of UTF-16.
_WIDE_MARKS = (BOM_UTF32_LE, BOM_UTF32_BE, BOM_UTF16_LE, BOM_UTF16_BE)
# Faults quote the beginning of invalid content.
_EXCERPT_LENGTH = 200


def decode_json(content: bytes) -> str:
    """Decode JSON text, which is UTF-8 (RFC 8259), or UTF-16 or UTF-32 by its byte order mark.

    Raises:
        InvalidDataError: the content is not valid in this encoding.
    """
    if not content.startswith(_WIDE_MARKS):
        return decode_content(content, "utf-8", "utf-8")
    codec = "utf-32" if content.startswith(_WIDE_MARKS[:2]) else "utf-16"
    return decode_content(content, codec, codec)


def decode_content(content: bytes, codec: str, name: str) -> str:
    """Decode the content of a response; `name` is the charset as the response names it.

    Raises:
        InvalidDataError: the content is not valid in this encoding.
    """
    try:
        return content.decode(codec).removeprefix("\ufeff")
    except ValueError:
        excerpt = content[:_EXCERPT_LENGTH].decode("utf-8", "replace")
        raise invalid_data(f"text in {name}", excerpt, content) from None


def parse_json(content: bytes | str) -> Any:
    """Parse JSON.

    Raises:
        InvalidDataError: the content is not JSON.
    """
    text = decode_json(content) if isinstance(content, bytes) else content
    try:
        return loads(text)
    except ValueError:
        received = text if text.strip() else None
        raise invalid_data("JSON", text[:_EXCERPT_LENGTH], received) from None
