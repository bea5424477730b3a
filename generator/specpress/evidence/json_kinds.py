"""JSON kinds: the JSON types that the values of a schema may have."""

from __future__ import annotations

import json
from typing import Any

from specpress import ir
from specpress.python.types import PythonTypes

# A value of each JSON type; one of a type that a schema does not accept is invalid.
JSON_VALUES: tuple[tuple[str, Any], ...] = (
    ("string", "~~"),
    ("integer", 7),
    ("boolean", True),
    ("array", []),
    ("object", {}),
)
ALL_KINDS = frozenset(kind for kind, _ in JSON_VALUES)
SCALAR_KINDS = {
    ir.ScalarKind.INTEGER: {"integer"},
    ir.ScalarKind.NUMBER: {"integer"},
    ir.ScalarKind.DECIMAL_NUMBER: {"integer"},
    ir.ScalarKind.BOOLEAN: {"boolean"},
}
UNCHECKED_TEXT = (ir.ScalarKind.STRING, ir.ScalarKind.BINARY)


def list_kinds(
    python: PythonTypes, type_id: ir.TypeId, parents: frozenset[ir.TypeId] = frozenset()
) -> frozenset[str]:
    """Return the JSON types, without null, that a type accepts."""
    schema = python.plain(type_id)
    match schema:
        case ir.Scalar(kind=kind):
            return frozenset(SCALAR_KINDS.get(kind, {"string"}))
        case ir.Const(value=bool()):
            return frozenset({"boolean"})
        case ir.Const(value=str()) | ir.JsonText():
            return frozenset({"string"})
        case ir.Const(value=int() | float()):
            return frozenset({"integer"})
        case ir.Const():
            return frozenset()
        case ir.Enum(kind=kind):
            return frozenset(SCALAR_KINDS.get(kind, {"string"}))
        case ir.Array() | ir.Tuple():
            return frozenset({"array"})
        case ir.Object() | ir.Map():
            return frozenset({"object"})
        case ir.Union() if schema.id not in parents and not _is_open(python, schema):
            inside = parents | {schema.id}
            return ALL_KINDS.intersection(
                k for v in schema.variants for k in list_kinds(python, v, inside)
            )
        case _:
            return ALL_KINDS


def _is_open(python: PythonTypes, union: ir.Union) -> bool:
    return python.is_any(union) or python.has_objects(union)


def number_of(text: str) -> int:
    """Return a number that differs for most words."""
    return 10 + sum(text.encode("utf-8", "replace")) % 90


def encode_text(value: Any) -> str:
    """Return a value as JSON text, as the package writes it."""
    return json.dumps(value, separators=(",", ":"))
