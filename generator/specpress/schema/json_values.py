"""Convert values of a document to JSON."""

from __future__ import annotations

import datetime
import math
from typing import Any

from specpress.document.resolve import Cursor


def to_json(value: Any) -> Any:
    """Convert a value of the document to JSON: YAML has dates and keys that are not strings."""
    if type(value) is str:
        return value
    if isinstance(value, dict):
        return {
            key if type(key) is str else json_key(key): to_json(entry)
            for key, entry in value.items()
        }
    if isinstance(value, list):
        return [to_json(entry) for entry in value]
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if isinstance(value, str | int | float | None) else str(value)


def read_json(cursor: Cursor) -> Any:
    """Return the value at a cursor as JSON."""
    return to_json(cursor.value)


def json_key(key: Any) -> str:
    """Return the key of an object in JSON for a key in YAML."""
    return ("true" if key else "false") if isinstance(key, bool) else str(key)
