"""What an answer says for people, in one line that breaks no log and no terminal."""

from __future__ import annotations

import json
from typing import Any

KEYS = ("message", "detail", "error_description", "title", "msg", "error", "errors")
"""Where the words stand in the errors of many APIs, the clearest first."""
LARGEST, DEEPEST, LONGEST = 1 << 16, 4, 300
"""Bytes of a body that is looked at, how deep, and characters that are told of it."""


def words_of(content: bytes) -> str:
    """The words in the body of an error: JSON, or a text that is no page and no JSON that is cut; empty: none."""
    if len(content) > LARGEST:
        return ""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = _text(content)
    return one_line(_words(found, DEEPEST), LONGEST)


def one_line(text: str, most: int = 1000) -> str:
    """A text without line breaks and control characters, and cut where it is too long."""
    plain = "".join(c if c.isprintable() else " " for c in text[: 2 * most])
    found = " ".join(plain.split())
    return found if len(found) <= most else f"{found[:most]}…"


def _text(content: bytes) -> str:
    try:
        text = content.decode().strip()
    except ValueError:
        return ""
    return "" if text.startswith(("<", "{", "[")) else text


def _words(value: Any, depth: int) -> str:
    """The first text that stands where words may stand."""
    match value:
        case str():
            return value.strip()
        case dict() if depth:
            parts = [value.get(key) for key in KEYS]
        case list() if depth:
            parts = value[:1]
        case _:
            return ""
    return next(filter(None, (_words(part, depth - 1) for part in parts)), "")
