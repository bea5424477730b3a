"""The table of calls for the generated tests, as JSON: the arguments of each operation, and its documented example."""

from __future__ import annotations

import json
from typing import Any

from specpress.views.methods import Method
from specpress.views.model_cases import MOST
from specpress.views.operations import Resource
from specpress.views.python_types import PythonTypes


def reach(resources: list[Resource], python: PythonTypes) -> str:
    """Every operation, a line each; examples that are of their schemas, as long as there is room for them."""
    rows: list[str] = []
    room = MOST
    for resource in resources:
        for method in resource.methods:
            told = _row(method)
            size = len(json.dumps(told.get("example")))
            if "example" in told and (size > room or not _is_true(method, python)):
                del told["status"], told["example"]
            room -= size if "example" in told else 0
            rows.append(f'  "{resource.module}.{method.name}": {json.dumps(told)}')
    return "{\n" + ",\n".join(rows) + "\n}" if rows else "{}"


def _is_true(method: Method, python: PythonTypes) -> bool:
    """Whether the example is of its schema: not each document keeps its own word."""
    types = (r.type for r in method.readings if r.source.example == method.example)
    return all(python.mend.allows(t, method.example) for t in types if t)


def _row(method: Method) -> dict[str, Any]:
    """The method of HTTP; arguments where a test can give them; an example where it can be compared."""
    row: dict[str, Any] = {"method": method.source.method}
    if method.sample is not None:
        row["arguments"] = method.sample
        if method.example is not None:
            row |= {"status": int(method.success), "example": method.example}
    return row
