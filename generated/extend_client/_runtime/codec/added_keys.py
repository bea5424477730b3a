"""Keys that encoding adds to a dict of the caller."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .encoders import is_array


def count_added(value: Any, encoded: Any) -> int:
    """Return the number of constants that an encoded value has and the value lacks."""
    if isinstance(value, Mapping) and isinstance(encoded, dict):
        common = encoded.keys() & value.keys()
        inner = sum(count_added(value[key], encoded[key]) for key in common)
        return len(encoded) - len(common) + inner
    if is_array(value) and isinstance(encoded, list) and len(value) == len(encoded):
        return sum(map(count_added, value, encoded))
    return 0
