"""Keys by which the runtime ranks the variants of a union."""

from __future__ import annotations

from typing import Any

from specpress import ir
from specpress.python.types import PythonTypes


def get_required_keys(python: PythonTypes, schema: ir.Type) -> set[str]:
    """Return the keys that a value must have, and not as null, to be this variant."""
    fields = schema.fields if isinstance(schema, ir.Object) else ()
    return {
        field.wire
        for field in fields
        if field.is_required_in_responses and not python.accepts_null(field.type)
    }


def is_complete(python: PythonTypes, schema: ir.Type, value: Any) -> bool:
    """Return whether a value has the required keys of an object, or of the items of a map."""
    if not isinstance(schema, (ir.Map, ir.Object)):
        return True
    if not isinstance(value, dict):
        return False
    if isinstance(schema, ir.Object):
        return get_required_keys(python, schema) <= value.keys()
    item, can_be_null = python.plain(schema.value), python.accepts_null(schema.value)
    return all(
        (inner is None and can_be_null) or is_complete(python, item, inner)
        for inner in value.values()
    )


def count_undeclared(
    python: PythonTypes, schema: ir.Object | ir.Map, value: dict[str, Any]
) -> int:
    """Return the number of keys that a variant does not declare."""
    if isinstance(schema, ir.Map):
        is_free = isinstance(python.plain(schema.value), ir.Anything)
        return len(value) if is_free else 0
    return len(value.keys() - {field.wire for field in schema.fields})
