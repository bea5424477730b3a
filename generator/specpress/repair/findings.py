"""Violations of a schema by a recorded value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from specpress.document.resolve import Cursor

# The schema as a whole, if no keyword explains why a value is not valid.
WHOLE = ""
# Why a union is violated: several variants match; none does; none does, and others have values of the same type.
SEVERAL, NONE, OVERLAPPING = "several", "none", "overlapping"


@dataclass(frozen=True, slots=True)
class Finding:
    """A keyword that a value violates.

    Attributes:
        at: The schema.
        pointer: The JSON Pointer of the value.
        detail: The name of a property, or why a union is violated.
    """

    at: Cursor
    keyword: str
    value: Any
    pointer: str = ""
    detail: str = ""
