"""Limits of requests: none of them takes all memory, or much time."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

MAX_BODY = 10 * 2**20
# Levels of nesting: of JSON, of XML, and of keys with brackets.
MAX_DEPTH = 100
# Values that are converted from text: fields, items, elements.
MAX_TEXTS = 10_000
# Faults are located in values with this number of parts at most: each one takes memory.
MAX_LOCATED = 10_000
# Texts of a request in messages.
MAX_TEXT = 200
MAX_MESSAGE = 1_000


class TooLarge(ValueError):
    """A request exceeds a limit."""


def shorten(text: str, length: int = MAX_TEXT) -> str:
    """Return a text with at most `length` characters."""
    return text if len(text) <= length else f"{text[: length - 1]}…"


def count_texts(texts: Iterable[T], name: str) -> Iterator[T]:
    """Yield the texts.

    Raises:
        TooLarge: there are more than `MAX_TEXTS`.
    """
    for number, text in enumerate(texts):
        if number >= MAX_TEXTS:
            raise TooLarge(f"more than {MAX_TEXTS} {name}")
        yield text


async def read_body(chunks: AsyncIterator[bytes], length: str | None) -> bytes:
    """Return the body of a request.

    Args:
        length: The text of Content-Length.

    Raises:
        TooLarge: the body has more than `MAX_BODY` bytes.
    """
    size = int(length) if length and length.isdecimal() and len(length) < 20 else 0
    body = bytearray()
    if size <= MAX_BODY:
        async for chunk in chunks:
            body += chunk
            if len(body) > MAX_BODY:
                break
    if max(size, len(body)) > MAX_BODY:
        raise TooLarge(f"request body has more than {MAX_BODY} bytes")
    return bytes(body)


def has_many_parts(value: Any) -> bool:
    """Return whether a value has more than `MAX_LOCATED` parts."""
    count, pending = 0, [value]
    while pending:
        container = pending.pop()
        count += 1
        if count > MAX_LOCATED:
            return True
        entries = container.values() if isinstance(container, dict) else container
        if isinstance(container, dict | list):
            if len(container) > MAX_LOCATED:
                return True
            pending += entries
    return False
