"""Numbers with all digits: a `Decimal` where a float would be written with other digits."""

from __future__ import annotations

import json
import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

from specpress.document.resolve import Cursor
from specpress.schema.json_values import json_key, to_json

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?")


def parse_number(text: str) -> float | Decimal:
    """Return a JSON number as a float, or with all its digits if a float has others."""
    number = float(text)
    if repr(number) == text or not math.isfinite(number):
        return number
    return Decimal(text)


def read_exact(cursor: Cursor) -> Any:
    """Return the value at a cursor as JSON, its numbers with the digits that the document has."""
    value = to_json(cursor.value)
    return _restore_digits(cursor, value) if _has_float(value) else value


def _has_float(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_has_float, value.values()))
    if isinstance(value, list):
        return any(map(_has_float, value))
    return isinstance(value, float)


def _restore_digits(cursor: Cursor, value: Any) -> Any:
    if isinstance(value, dict):
        return {json_key(key): read_exact(cursor.child(key)) for key in cursor.value}
    if isinstance(value, list):
        return [read_exact(entry) for entry in cursor.elements()]
    text = _find_number(cursor)
    is_same = text is not None and float(text) == value
    return parse_number(text) if text is not None and is_same else value


def _find_number(cursor: Cursor) -> str | None:
    """Return the text of a number; None if it is written in a form that JSON does not have."""
    document = cursor.document
    text = document.written_text(cursor.path)
    if text is not None:
        return text if _NUMBER.fullmatch(text) else None
    position = cursor.position
    lines = _split_lines(document.origin_of(cursor.path).document.text)
    match = _NUMBER.match(lines[position.line - 1], position.column - 1)
    return match[0] if match else None


@lru_cache(2)
def _split_lines(text: str) -> list[str]:
    return text.split("\n")


def dump_json(value: Any) -> str:
    """Return `value` as JSON text."""
    try:
        return json.dumps(value, ensure_ascii=False)
    except TypeError:
        return _dump_exact(value)


def _dump_exact(value: Any) -> str:
    if isinstance(value, dict):
        entries = (
            f"{dump_json(key)}: {_dump_exact(entry)}" for key, entry in value.items()
        )
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_dump_exact, value)) + "]"
    return str(value) if isinstance(value, Decimal) else dump_json(value)
