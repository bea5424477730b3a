"""Results of contenders in one form, so that they can be compared before they are timed.

Objects become dicts with names in lower case and without underscores. Absent and null are the same: msgspec and
dataclasses have no absent fields. Dates are compared as points in time.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

DATES = ("createdAt", "updatedAt")


def show(value: object) -> None:
    """Print a decoded value; dates that are still text differ from dates."""
    print(json.dumps(simplify(value), sort_keys=True))


def show_json(content: bytes) -> None:
    """Print JSON, whose dates are always text."""
    show(_read_dates(json.loads(content)))


def show_result(value: object) -> None:
    """Print the result of a call; without a model its dates are text."""
    show(_read_dates(value) if isinstance(value, dict) else value)


def simplify(value: object) -> Any:
    """Return a value of any contender as dicts, lists and scalars."""
    if value is None or (
        isinstance(value, str | int | float) and not isinstance(value, Enum)
    ):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return f"date {value.astimezone(UTC).isoformat()}"
    if isinstance(value, list | tuple):
        return [simplify(entry) for entry in value]
    if hasattr(value, "root"):
        return simplify(value.root)
    items = value.items() if isinstance(value, dict) else _attributes(value)
    return {
        name.replace("_", "").lower(): simplify(entry)
        for name, entry in items
        if entry is not None
    }


def _attributes(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields that are set, of dataclasses, Structs and pydantic's models."""
    if is_dataclass(value):
        names = [field.name for field in fields(value)]
    elif hasattr(value, "__struct_fields__"):
        names = list(value.__struct_fields__)
    else:
        names = [*value.model_fields_set, *(value.model_extra or ())]
    for name in names:
        entry = getattr(value, name, None)
        if name == "extra":
            yield from entry.items()
        else:
            yield name, entry


def _read_dates(value: Any) -> Any:
    if isinstance(value, list):
        return [_read_dates(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {
        name: (
            datetime.fromisoformat(entry)
            if name in DATES and isinstance(entry, str)
            else _read_dates(entry)
        )
        for name, entry in value.items()
    }
