"""Compare the kinds of scalars: their JSON types, and the formats with a Python type."""

from __future__ import annotations

from specpress import ir
from specpress.ir import ScalarKind

INTEGER, STRING = ScalarKind.INTEGER, ScalarKind.STRING
NUMBERS = (ScalarKind.NUMBER, ScalarKind.DECIMAL_NUMBER)
# Kinds that are no strings in JSON.
NON_TEXTUAL = (INTEGER, *NUMBERS, ScalarKind.BOOLEAN)


def compare_kinds(old: ScalarKind, new: ScalarKind) -> str | None:
    """Return the action between two kinds; None if they are equal."""
    if old == new:
        return None
    if old is INTEGER and new in NUMBERS:
        return "type-widened"
    if old in NUMBERS and new is INTEGER:
        return "type-narrowed"
    if old in NUMBERS and new in NUMBERS:
        return "format-changed"
    if old in NON_TEXTUAL or new in NON_TEXTUAL:
        return "type-changed"
    if (old, new) == (ScalarKind.DATE, ScalarKind.DATETIME):
        # A client reads the date in it, and a datetime is a date for Python.
        return "date-became-datetime"
    if old is STRING:
        return "format-added"
    return "format-removed" if new is STRING else "format-changed"


def has_same_text(old: ir.Type, new: ir.Type) -> bool:
    """Return whether a value that became a string is written as before in a path or query."""
    was_text = not isinstance(old, (ir.Scalar, ir.Enum)) or old.kind not in NON_TEXTUAL
    return not was_text and isinstance(new, ir.Scalar) and new.kind is STRING
