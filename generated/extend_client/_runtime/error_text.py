"""The human-readable message in an error response, as a single printable line."""

from __future__ import annotations

import json
from typing import Any

# Keys of messages in the errors of common APIs, most specific first.
KEYS = ("message", "detail", "error_description", "title", "msg", "error", "errors")
MAX_BODY_BYTES = 1 << 16
MAX_DEPTH = 4
MAX_MESSAGE_LENGTH = 300


def extract_message(content: bytes) -> str:
    """Return the message in the body of an error: in JSON, or plain text; "" if there is none.

    HTML and truncated JSON have no message.
    """
    if len(content) > MAX_BODY_BYTES:
        return ""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        value = _plain_text(content)
    return to_single_line(_find_message(value, MAX_DEPTH), MAX_MESSAGE_LENGTH)


def to_single_line(text: str, max_length: int = 1000) -> str:
    """Return a text without line breaks and control characters, truncated to `max_length`."""
    printable = "".join(c if c.isprintable() else " " for c in text[: 2 * max_length])
    line = " ".join(printable.split())
    return line if len(line) <= max_length else f"{line[:max_length]}…"


def _plain_text(content: bytes) -> str:
    try:
        text = content.decode().strip()
    except ValueError:
        return ""
    return "" if text.startswith(("<", "{", "[")) else text


def _find_message(value: Any, depth: int) -> str:
    """Return the first text under one of the `KEYS`."""
    match value:
        case str():
            return value.strip()
        case dict() if depth:
            candidates = [value.get(key) for key in KEYS]
        case list() if depth:
            candidates = value[:1]
        case _:
            return ""
    messages = (_find_message(candidate, depth - 1) for candidate in candidates)
    return next(filter(None, messages), "")
