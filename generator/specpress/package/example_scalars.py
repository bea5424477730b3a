"""Scalars in examples: whether an example of the document is a value, and its expression in Python."""

from __future__ import annotations

import binascii
import math
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from specpress import ir
from specpress.python.expressions import Import, PyCall, PyExpression, PyLiteral, PyName
from specpress.python.source_text import INVISIBLE

# Keywords that constrain no value of the declared type.
UNLIMITED = (
    *("type", "title", "description", "example", "examples", "default"),
    *("deprecated", "readOnly", "writeOnly", "nullable", "xml", "externalDocs"),
)
MAX_CHARS = 80  # of a string in an example
FILE = PyName('b"content"')


def _parse_datetime(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        # By default, the client refuses a datetime without an offset.
        raise ValueError
    return value


def _parse_bytes(text: str) -> bytes:
    return b64decode(text, validate=True)


# The Python value of the JSON string of a scalar; an exception if it has none.
PARSERS: Mapping[ir.ScalarKind, Callable[[str], Any]] = {
    ir.ScalarKind.STRING: str,
    ir.ScalarKind.DATETIME: _parse_datetime,
    ir.ScalarKind.DATE: date.fromisoformat,
    ir.ScalarKind.TIME: time.fromisoformat,
    ir.ScalarKind.DECIMAL: Decimal,
    ir.ScalarKind.UUID: UUID,
    ir.ScalarKind.BYTES: _parse_bytes,
}
JSON_TYPES: Mapping[ir.ScalarKind, tuple[type, ...]] = {
    ir.ScalarKind.INTEGER: (int,),
    ir.ScalarKind.NUMBER: (int, float),
    ir.ScalarKind.DECIMAL_NUMBER: (int, float),
    ir.ScalarKind.BOOLEAN: (bool,),
}
# The function that converts the text of a value, with its import.
CONSTRUCTORS: Mapping[ir.ScalarKind, PyName] = {
    ir.ScalarKind.DATETIME: PyName(
        "datetime.fromisoformat", Import("datetime", "datetime")
    ),
    ir.ScalarKind.DATE: PyName("date.fromisoformat", Import("datetime", "date")),
    ir.ScalarKind.TIME: PyName("time.fromisoformat", Import("datetime", "time")),
    ir.ScalarKind.DECIMAL: PyName("Decimal", Import("decimal", "Decimal")),
    ir.ScalarKind.DECIMAL_NUMBER: PyName("Decimal", Import("decimal", "Decimal")),
    ir.ScalarKind.UUID: PyName("UUID", Import("uuid", "UUID")),
}


def is_value(kind: ir.ScalarKind, value: Any) -> bool:
    """Return whether a JSON value is one of a scalar, and short enough for an example."""
    if kind in JSON_TYPES:
        is_bool = isinstance(value, bool) and kind is not ir.ScalarKind.BOOLEAN
        is_finite = not isinstance(value, float) or math.isfinite(value)
        return isinstance(value, JSON_TYPES[kind]) and not is_bool and is_finite
    if not isinstance(value, str) or not 0 < len(value) <= MAX_CHARS:
        return False
    if kind not in PARSERS or INVISIBLE.search(value):
        return False
    try:
        PARSERS[kind](value)
    except (ValueError, InvalidOperation, binascii.Error):
        return False
    return True


def is_within_limits(keywords: Mapping[str, Any], value: Any) -> bool:
    """Return whether a schema has no other constraints than limits, and these allow a value of its type."""
    is_text = isinstance(value, str)
    size = len(value) if is_text else value
    low, high = ("minLength", "maxLength") if is_text else ("minimum", "maximum")
    for key, limit in keywords.items():
        if key in (low, high):
            is_number = isinstance(limit, int | float) and not isinstance(limit, bool)
            if not is_number or (size < limit if key == low else size > limit):
                return False
        elif key == "format" and not is_text:
            # Formats of numbers do not limit those of examples.
            continue
        elif key not in UNLIMITED and not key.startswith("x-"):
            return False
    return True


def write_scalar(kind: ir.ScalarKind, value: Any) -> PyExpression:
    """Return the expression of a JSON value of a scalar."""
    if kind is ir.ScalarKind.BYTES and is_value(kind, value):
        return PyName(_format_bytes(_parse_bytes(value)))
    if kind in CONSTRUCTORS:
        return PyCall(CONSTRUCTORS[kind], (PyLiteral(str(value)),))
    return PyLiteral(value)


def _format_bytes(value: bytes) -> str:
    """Return a literal with double quotes, as black prefers."""
    text = repr(value)
    return text if '"' in text or "\\" in text else f'b"{text[2:-1]}"'
