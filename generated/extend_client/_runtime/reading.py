"""Read content: JSON through a decoding function, text by its charset. No input or output here."""

from __future__ import annotations

import re
from typing import Any

from .codec import Decode, Faults, InvalidDataError, Undecoded, contradiction, decoded
from .json import dumps, loads
from .operation import Answer

_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';]+)""", re.IGNORECASE)
_TEXT = re.compile(r"text/|.*[/+](xml|yaml)$")
_JSON = re.compile(r".*[/+]json$")


def plain(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def read(answer: Answer, content: bytes, content_type: str) -> Any:
    """The value of a whole content.

    Raises:
        InvalidDataError: it is not what the document promises; `faults` says where.
    """
    kind = _kind(answer, content_type)
    if kind == "empty":
        return None
    if kind == "bytes":
        return content
    decode = answer.decode.load() if answer.decode is not None else None
    text = text_of(content, content_type)
    if kind == "text":
        return text if decode is None else decoded(text, decode)
    return read_json(text, decode)


def _kind(answer: Answer, content_type: str) -> str:
    """How a content is read; one of any media type (`told`) as its own media type says."""
    told = plain(content_type)
    if answer.kind != "told":
        return answer.kind
    if not told or _JSON.match(told):
        return "json"
    return "text" if answer.decode is not None or _TEXT.match(told) else "bytes"


def text_of(content: bytes, content_type: str) -> str:
    """The text that a content is, by the charset of its media type; without one it is UTF-8.

    Raises:
        InvalidDataError: it is not text.
    """
    named = _CHARSET.search(content_type)
    charset = named[1] if named else "utf-8"
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


def read_json(text: str, decode: Decode | None) -> Any:
    """The value of a JSON text.

    Raises:
        InvalidDataError: it is not JSON, or contradicts the document.
    """
    try:
        value = loads(text)
    except ValueError:
        raise contradiction("JSON", text[:200]) from None
    return value if decode is None else decoded(value, decode)


def decode_json_text(
    value: Any, owner: Any, key: Any, faults: Faults, at: str, decode: Decode
) -> Any:
    """The value of a JSON text that stands in a string, or its faults."""
    if type(value) is not str:
        return faults.add(value, owner, key, "a string", at)
    try:
        return read_json(value, decode)
    except InvalidDataError as error:
        for fault in error.faults:
            told = f"{fault.expected} at {fault.pointer or 'the top'} of its JSON text"
            faults.add(fault.got, owner, key, told, fault.declared_at or at)
        return error.partial if error.partial is not None else Undecoded(value)


def encode_json_text(value: Any) -> str:
    """A JSON value as the string that holds its text."""
    return dumps(value).decode()
