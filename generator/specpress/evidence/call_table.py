"""The JSON table of calls that the generated tests read: arguments and a documented example."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from specpress.evidence.model_cases import MAX_TABLE_CHARS
from specpress.package.methods import Method
from specpress.package.operations import Resource
from specpress.python.types import PythonTypes


@dataclass(frozen=True, slots=True)
class CallTable:
    """The table of calls."""

    rows: dict[str, dict[str, Any]]
    """Rows by resource and method."""


def build_call_table(resources: list[Resource], python: PythonTypes) -> CallTable:
    """Return the table, with a row per method.

    Examples are included while the table is smaller than `MAX_TABLE_CHARS`, and only if they are
    valid: documents often contain examples that their own schema rejects.
    """
    rows: dict[str, dict[str, Any]] = {}
    remaining = MAX_TABLE_CHARS
    for resource in resources:
        for method in resource.methods:
            row = _build_row(method)
            size = len(json.dumps(row.get("example")))
            if "example" in row and (
                size > remaining or not _has_valid_example(method, python)
            ):
                del row["status"], row["example"]
            remaining -= size if "example" in row else 0
            rows[f"{resource.module}.{method.name}"] = row
    return CallTable(rows)


def _has_valid_example(method: Method, python: PythonTypes) -> bool:
    types = (d.type for d in method.decodings if d.source.example == method.example)
    return all(python.repairer.allows(t, method.example) for t in types if t)


def _build_row(method: Method) -> dict[str, Any]:
    row: dict[str, Any] = {"method": method.source.method}
    if method.sample is not None:
        row["arguments"] = method.sample
        if method.example is not None:
            row |= {"status": int(method.success), "example": method.example}
    return row
