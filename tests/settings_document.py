"""A small document with what settings refer to: credentials, a header parameter and a schema."""

from __future__ import annotations

from typing import Any

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Acme API", "version": "1"},
    "paths": {
        "/things": {
            "get": {
                "operationId": "list_things",
                "tags": ["things"],
                "security": [{"key": []}, {"other": []}],
                "parameters": [
                    {"name": "X-Team", "in": "header", "schema": {"type": "string"}}
                ],
                "responses": {"204": {"description": "Done."}},
            }
        }
    },
    "components": {
        "securitySchemes": {
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "other": {"type": "http", "scheme": "bearer"},
        },
        "schemas": {"Thing": {"type": "object"}},
    },
}
