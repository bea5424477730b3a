"""Documents of any size: schemas that refer to each other, and an operation for every ten of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PER_OPERATION = 10


def write(folder: Path, schemas: int) -> Path:
    """Write the document with this number of schemas."""
    path = folder / f"synthetic-{schemas}.json"
    path.write_text(json.dumps(document(schemas)), "utf-8")
    return path


def document(schemas: int) -> dict[str, Any]:
    """Return the document with this number of schemas."""
    operations = range(0, schemas, PER_OPERATION)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Synthetic", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {f"/items{n}/{{id}}": {"get": _operation(n)} for n in operations},
        "components": {"schemas": {f"Item{n}": _schema(n) for n in range(schemas)}},
    }


def _operation(number: int) -> dict[str, Any]:
    identifier = {
        "name": "id",
        "in": "path",
        "required": True,
        "schema": {"type": "string"},
    }
    content = {"application/json": {"schema": _reference(number)}}
    return {
        "operationId": f"getItem{number}",
        "tags": [f"group{number // 100}"],
        "parameters": [identifier],
        "responses": {"200": {"description": "An item.", "content": content}},
    }


def _schema(number: int) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "id": {"type": "string"},
        "count": {"type": "integer"},
        "createdAt": {"type": "string", "format": "date-time"},
        "tags": {"type": "array", "items": {"type": "string"}},
        f"note{number}": {"type": "string"},
    }
    # Short chains: openapi-python-client follows references recursively.
    if number % PER_OPERATION:
        properties["previous"] = _reference(number - 1)
    return {
        "type": "object",
        "required": ["id", "count", "createdAt"],
        "properties": properties,
    }


def _reference(number: int) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/Item{number}"}
