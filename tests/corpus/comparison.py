"""Compare the JSON that a client was called with to the JSON that the mock received."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any


def find_difference(sent: Any, received: list[Any]) -> str:
    """Return the first difference to the most similar of several values; empty if one is equal."""
    differences = [_find_difference(sent, value, "") for value in received]
    if not received:
        return ": nothing received"
    return "" if "" in differences else max(differences, key=lambda d: d.count("/"))


def _find_difference(sent: Any, received: Any, pointer: str) -> str:
    if isinstance(sent, dict) and isinstance(received, dict):
        for key in {**sent, **received}:
            one, other = sent.get(key), received.get(key)
            if not (is_empty(one) and is_empty(other)):
                difference = _find_difference(one, other, f"{pointer}/{key}")
                if difference:
                    return difference
        return ""
    if isinstance(sent, list) and isinstance(received, list):
        if len(sent) != len(received):
            return f"{pointer}: sent {len(sent)} items, received {len(received)}"
        pairs = zip(sent, received, strict=True)
        differences = (
            _find_difference(one, other, f"{pointer}/{index}")
            for index, (one, other) in enumerate(pairs)
        )
        return next(filter(None, differences), "")
    if isinstance(sent, float) and isinstance(received, Decimal):
        received = float(received)
    is_equal = isinstance(sent, bool) == isinstance(received, bool) and sent == received
    # As text, a string and other JSON are the same.
    if is_equal or (isinstance(received, str) and _is_json_of(received, sent)):
        return ""
    return f"{pointer}: sent {sent!r:.150}, received {received!r:.150}"


def is_empty(value: Any) -> bool:
    """Return whether clients omit a value."""
    if isinstance(value, dict):
        return all(map(is_empty, value.values()))
    return value is None or (isinstance(value, list) and not any(map(_has_text, value)))


def _has_text(item: Any) -> bool:
    return item is not None


def _is_json_of(text: str, value: Any) -> bool:
    try:
        return bool(json.loads(text) == value)
    except ValueError:
        return False
