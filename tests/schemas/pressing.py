"""Presses schemas that a test writes down, and gives their models."""

from __future__ import annotations

from importlib import import_module
from textwrap import indent
from types import ModuleType
from typing import Any

from tests.wire.pressing import package


def models(schemas: str, version: str = "3.1.0") -> ModuleType:
    """The models of schema components (YAML)."""
    head = f"openapi: {version}\ninfo: {{title: Acme, version: '1'}}\npaths: {{}}\n"
    listed = indent(schemas.strip("\n"), "    ")
    made = package(f"{head}components:\n  schemas:\n{listed}\n")
    return import_module(f"{made.__name__}.models")


def read(model: Any, /, **data: Any) -> Any:
    """A model read from JSON; what it writes must be what it was read from."""
    found = model.from_dict(data)
    assert found.to_dict() == data
    return found
