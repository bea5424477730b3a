"""Messages in the bodies of errors: the keys of common APIs and frameworks.

A validation error names its first field, and how many other faults there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

# Keys of messages, most specific first.
KEYS = ("message", "detail", "error_description", "title", "msg", "error", "errors")
# Keys of the faults of an invalid request, and in a fault those of its field and its message.
FAULTS = (
    "errors", "detail", "details", "error", "message", "issues", "violations", "fieldViolations",
    "fieldErrors", "invalid-params", "invalid_params",
)  # fmt: skip
FIELDS = (
    "loc", "field", "path", "pointer", "instancePath", "property", "parameter", "param", "source",
    "name", "key",
)  # fmt: skip
TEXTS = (*KEYS, "reason", "description", "defaultMessage", "code", "type")
MAX_BODY_BYTES = 1 << 16
MAX_DEPTH = 6
# Bounded, so that the number of the other faults is not cut off.
MAX_FIELD_LENGTH, MAX_TEXT_LENGTH = 80, 100


def extract_message(content: bytes) -> str:
    """Return the message in the body of an error: in JSON, or plain text; "" if there is none.

    HTML and truncated JSON have no message.
    """
    if len(content) > MAX_BODY_BYTES:
        return ""
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return _plain_text(content)
    message = _find_message(value, MAX_DEPTH)
    faults = [*_list_faults(value, MAX_DEPTH)]
    if not faults:
        return message
    field, text = faults[0]
    title = "" if message == text else f"{message[:MAX_TEXT_LENGTH].rstrip('.')}: "
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    fault = f"{field[:MAX_FIELD_LENGTH]}: {text[:MAX_TEXT_LENGTH]}"
    return (title if title != ": " else "") + fault.removesuffix(": ") + more


def _plain_text(content: bytes) -> str:
    try:
        text = content.decode().strip()
    except ValueError:
        return ""
    return "" if text.startswith(("<", "{", "[")) else text


def _find_message(value: Any, depth: int, keys: tuple[str, ...] = KEYS) -> str:
    """Return the first text under one of the keys."""
    match value:
        case str():
            return value.strip()
        case dict() if depth:
            candidates = [value.get(key) for key in keys]
        case list() if depth:
            candidates = value[:1]
        case _:
            return ""
    messages = (_find_message(candidate, depth - 1, keys) for candidate in candidates)
    return next(filter(None, messages), "")


def _list_faults(value: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Yield the field and the message of each fault of an invalid request."""
    if isinstance(value, list) and depth:
        for item in value:
            field = _find_field(item)
            if field:
                yield field, _find_message(item, 2, TEXTS)
            elif isinstance(item, dict):
                yield from _list_faults(item, depth - 1)
    elif isinstance(value, dict) and depth:
        groups = (_list_faults(value.get(key), depth - 1) for key in FAULTS)
        first = next(filter(None, map(list, groups)), [])
        yield from first or _list_texts_by_field(value)


def _list_texts_by_field(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the faults of an object with lists of messages by field, as of Django or Laravel."""
    if all(isinstance(texts, list) and texts for texts in value.values()):
        for field in (key for key in value if key not in (*KEYS, *FAULTS)):
            yield from ((field, text) for text in value[field] if isinstance(text, str))


def _find_field(fault: Any) -> str:
    """Return the path of the field of a fault; "" if it has none."""
    if not isinstance(fault, dict):
        return ""
    for value in (fault[key] for key in FIELDS if fault.get(key)):
        if isinstance(value, dict):
            return _find_field(value)
        steps = value if isinstance(value, list) else [value]
        names = (f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps)
        return "".join(names).removeprefix(".")
    return ""
