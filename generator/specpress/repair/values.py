"""Recorded values in messages and descriptions."""

from __future__ import annotations

import json
from typing import Any

# Maximum number of values, and of characters of one.
MAX_VALUES, MAX_SHOWN = 3, 60


def show(value: Any) -> str:
    """Return the beginning of a value in JSON."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def show_values(values: list[Any]) -> str:
    """Return the first values in JSON."""
    shown = ", ".join(map(show, values[:MAX_VALUES]))
    return f"{shown}, …" if len(values) > MAX_VALUES else shown
