"""Tags, operations, parameters, properties and schemas with the names of builtin types."""

from __future__ import annotations

import yaml

from tests.wire.clients import generate_package
from tests.wire.type_checkers import run_checker

NAMES = ("str", "dict", "list", "int", "float", "bool", "bytes", "object", "type", "id")


def test_package_passes_type_checks() -> None:
    package = generate_package(yaml.safe_dump(build_document())).__name__
    output = run_checker("mypy", "--strict", "--no-error-summary", "-p", package)
    assert output == ""


def build_document() -> dict[str, object]:
    """Return a document with an operation, a tag and a schema of each name; items can be created and listed."""
    paths: dict[str, object] = {}
    for name in NAMES:
        schema = {"$ref": f"#/components/schemas/{name}"}
        content = {"application/json": {"schema": schema}}
        items = {"application/json": {"schema": {"type": "array", "items": schema}}}
        parameter = {"name": name, "in": "query", "schema": {"type": "string"}}
        paths[f"/{name}"] = {
            "post": {
                "operationId": name,
                "tags": [name],
                "parameters": [parameter],
                "requestBody": {"content": content},
                "responses": {"200": {"description": "It.", "content": content}},
            },
            "get": {
                "tags": [name],
                "responses": {"200": {"description": "All.", "content": items}},
            },
        }
    properties = {name: {"type": "string"} for name in NAMES}
    schemas = {name: {"type": "object", "properties": properties} for name in NAMES}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }
