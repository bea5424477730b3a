"""Defaults of required parameters: the client sends them for arguments that are not passed."""

from __future__ import annotations

from typing import Any

from specpress import ir
from specpress.python.types import PythonTypes

# Types of the JSON values of scalars that are not strings.
JSON_TYPES: dict[ir.ScalarKind, tuple[type, ...]] = {
    ir.ScalarKind.INTEGER: (int,),
    ir.ScalarKind.NUMBER: (int, float),
    ir.ScalarKind.DECIMAL_NUMBER: (int, float),
    ir.ScalarKind.BOOLEAN: (bool,),
}
# Scalars whose values in a request are not those of JSON.
CONTENT = (ir.ScalarKind.BINARY, ir.ScalarKind.BYTES)


def find_default(python: PythonTypes, source: ir.Parameter) -> Any:
    """Return the default of a required parameter; None without one that can be sent.

    The server applies the default of any other parameter itself.
    """
    if not source.required or not _is_valid(python, source.type, source.default):
        return None
    is_blank = source.default == "" or source.default == []
    return None if source.location == "path" and is_blank else source.default


def _is_valid(python: PythonTypes, type_id: ir.TypeId, value: Any) -> bool:
    """Return whether a default is a value of a type of scalars."""
    match python.plain(type_id):
        case ir.Scalar(kind=kind) if kind not in CONTENT:
            is_bool = isinstance(value, bool) and kind is not ir.ScalarKind.BOOLEAN
            return isinstance(value, JSON_TYPES.get(kind, (str,))) and not is_bool
        case ir.Enum(members=members):
            return any(
                m.value == value and type(m.value) is type(value) for m in members
            )
        case ir.Array(item=item):
            is_list = isinstance(value, list)
            return is_list and all(_is_valid(python, item, part) for part in value)
        case _:
            return False
