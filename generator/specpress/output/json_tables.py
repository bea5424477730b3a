"""JSON files whose changes are readable in a diff: a line per value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def format_json(value: object) -> str:
    """Return JSON with a line per key and item."""
    return json.dumps(value, indent=2)


def format_rows(rows: Mapping[str, object]) -> str:
    """Return JSON with a line per row; the names of the rows are Python names."""
    lines = [f'  "{name}": {json.dumps(row)}' for name, row in rows.items()]
    return "{\n" + ",\n".join(lines) + "\n}" if lines else "{}"


def format_table(rows: Mapping[str, Any]) -> str:
    """Return JSON with a line per value of each row, and one per key of a value of objects."""
    return (
        "{\n"
        + ",\n".join(f"  {json.dumps(n)}: {_format_row(r)}" for n, r in rows.items())
        + "\n}"
    )


def _format_row(row: dict[str, Any]) -> str:
    lines = [
        f"    {json.dumps(key)}: {_format_entry(value)}" for key, value in row.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n  }"


def _format_entry(value: Any) -> str:
    """Return a value as JSON, an object of objects with one line per key."""
    if (
        not isinstance(value, dict)
        or not all(isinstance(v, dict) for v in value.values())
        or not value
    ):
        return json.dumps(value)
    lines = [
        f"      {json.dumps(key)}: {json.dumps(item)}" for key, item in value.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n    }"
