"""Read content: JSON through a decoding function, text by its charset. No input or output here."""

from __future__ import annotations

import re
from typing import Any

from .codec import contradiction
from .json import loads
from .operation import ResponseSpec, Kind
from .types import decoded

_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';]+)""", re.IGNORECASE)
_TEXT = re.compile(r"text/|.*[/+](xml|yaml)$")
_JSON = re.compile(r".*[/+]json$")


def plain(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def read(answer: ResponseSpec, content: bytes, content_type: str) -> Any:
    """The value of a whole content.

    Raises:
        InvalidDataError: it is not what the document promises; `faults` says where.
    """
    kind = _kind(answer, content_type)
    if kind == "empty":
        return None
    if kind == "bytes":
        return content
    text = text_of(content, content_type)
    if kind == "text":
        return decoded(answer.type, text)
    return read_json(text, answer.type)


def _kind(answer: ResponseSpec, content_type: str) -> str:
    """How a content is read; one of any media type (`detect`) as its own media type says."""
    told = plain(content_type)
    if answer.kind != "detect":
        return answer.kind
    if not told or _JSON.match(told):
        return "json"
    return "text" if answer.type is not None or _TEXT.match(told) else "bytes"


def charset_of(content_type: str) -> str:
    """Return the charset of a media type; without one it is UTF-8."""
    named = _CHARSET.search(content_type)
    return named[1] if named else "utf-8"


def text_of(content: bytes, content_type: str) -> str:
    """The text that a content is, by the charset of its media type; without one it is UTF-8.

    Raises:
        InvalidDataError: it is not text.
    """
    charset = charset_of(content_type)
    try:
        return _text(content, charset)
    except ValueError:
        told = content[:200].decode("utf-8", "replace")
        raise contradiction(f"text in {charset}", told) from None


def _text(content: bytes, charset: str) -> str:
    try:
        return content.decode(charset).removeprefix("\ufeff")
    except LookupError:
        return content.decode("utf-8-sig")


def read_json(text: str, type: Kind | None) -> Any:
    """The value of a JSON text of a type.

    Raises:
        InvalidDataError: it is not JSON, or contradicts the document.
    """
    try:
        value = loads(text)
    except ValueError:
        raise contradiction("JSON", text[:200]) from None
    return decoded(type, value)
