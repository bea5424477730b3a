"""Decoding of content: JSON by its type, text by its charset, without I/O."""

from __future__ import annotations

import re
from typing import Any

from ..codec.codec import invalid_data
from ..codec.types import decode_value
from ..operation import ResponseSpec, TypeSpec
from .json import loads

_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';]+)""", re.IGNORECASE)
_TEXT = re.compile(r"text/|.*[/+](xml|yaml)$")
_JSON = re.compile(r".*[/+]json$")
# Faults quote the beginning of invalid content.
_EXCERPT_LENGTH = 200


def essence(media_type: str) -> str:
    """Return a media type without parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def read_content(spec: ResponseSpec, content: bytes, content_type: str) -> Any:
    """Return the value of complete content.

    Raises:
        InvalidDataError: the content contradicts the document.
    """
    kind = _detect_kind(spec, content_type)
    if kind == "empty":
        return None
    if kind == "bytes":
        return content
    text = decode_text(content, content_type)
    if kind == "text":
        return decode_value(spec.type, text)
    return read_json(text, spec.type)


def _detect_kind(spec: ResponseSpec, content_type: str) -> str:
    """Return the kind of the content; for `detect` it depends on the actual media type."""
    if spec.kind != "detect":
        return spec.kind
    media_type = essence(content_type)
    if not media_type or _JSON.match(media_type):
        return "json"
    is_text = spec.type is not None or _TEXT.match(media_type)
    return "text" if is_text else "bytes"


def charset_of(content_type: str) -> str:
    """Return the charset of a content type; UTF-8 by default."""
    match = _CHARSET.search(content_type)
    return match[1] if match else "utf-8"


def decode_text(content: bytes, content_type: str) -> str:
    """Decode text by the charset of its content type; UTF-8 by default.

    Raises:
        InvalidDataError: the content is not valid in this charset.
    """
    charset = charset_of(content_type)
    try:
        return _decode_charset(content, charset)
    except ValueError:
        excerpt = content[:_EXCERPT_LENGTH].decode("utf-8", "replace")
        raise invalid_data(f"text in {charset}", excerpt) from None


def _decode_charset(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset).removeprefix("\ufeff")
    except LookupError:  # unknown charset
        return content.decode("utf-8-sig")


def read_json(text: str, type_spec: TypeSpec | None) -> Any:
    """Parse and decode JSON text.

    Raises:
        InvalidDataError: the text is not JSON, or contradicts the document.
    """
    try:
        value = loads(text)
    except ValueError:
        raise invalid_data("JSON", text[:_EXCERPT_LENGTH]) from None
    return decode_value(type_spec, value)
