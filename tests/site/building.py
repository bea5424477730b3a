"""Documentation that several tests read, built once per process."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from specpress.config import Settings, load_settings
from specpress.site.documenting import Documentation, document
from tests.docs.blocks import ROOT

BOOKSHOP = ROOT / "examples" / "bookshop" / "openapi.json"
SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "A token."},
    "basic": {"type": "http", "scheme": "basic"},
    "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "query_key": {"type": "apiKey", "in": "query", "name": "key"},
    "oauth": {
        "type": "oauth2",
        "flows": {
            "clientCredentials": {
                "tokenUrl": "https://api.example.com/token",
                "scopes": {},
            }
        },
    },
}


def bookshop_settings() -> Settings:
    """Return the settings of the bookshop, whose client `tests.docs.services` generates."""
    return load_settings(BOOKSHOP.parent, {"spec": str(BOOKSHOP)})


@cache
def build_bookshop(has_mock: bool = False) -> Documentation:
    """Return the documentation of the bookshop."""
    return document(bookshop_settings(), has_mock=has_mock)


@cache
def build_extend(has_mock: bool = False) -> Documentation:
    """Return the documentation of Extend, with the settings of the project."""
    return document(load_settings(ROOT, {}), has_mock=has_mock)


def build_tree(tree: Any, has_mock: bool = False) -> Documentation:
    """Return the documentation of a document."""
    with TemporaryDirectory() as directory:
        spec = Path(directory, "openapi.json")
        spec.write_text(json.dumps(tree), "utf-8")
        return document(settings_for(spec), has_mock=has_mock)


def settings_for(spec: Path) -> Settings:
    """Return the settings of a document without a settings file."""
    return load_settings(spec.parent, {"spec": str(spec), "package": "acme"})


def create_tree(**operation: Any) -> dict[str, Any]:
    """Return a document with an operation that has further keys."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Acme", "version": "1"},
        "servers": [{"url": "https://api.example.com/v1"}],
        "paths": {
            "/things/{id}": {
                "get": {
                    "operationId": "getThing",
                    "tags": ["things"],
                    "parameters": [
                        {
                            "name": "id",
                            "in": "path",
                            "required": True,
                            "schema": {"type": "string"},
                            "example": "a b",
                        }
                    ],
                    "responses": {"200": {"description": "A thing."}},
                    **operation,
                }
            }
        },
    }
