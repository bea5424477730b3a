"""Generate the models of schema components and convert JSON with them."""

from __future__ import annotations

from importlib import import_module
from textwrap import indent
from types import ModuleType
from typing import Any

from tests.wire.clients import generate_package


def generate_models(schemas: str, version: str = "3.1.0") -> ModuleType:
    """Return the generated module ``models`` for schema components in YAML."""
    head = f"openapi: {version}\ninfo: {{title: Acme, version: '1'}}\npaths: {{}}\n"
    components = indent(schemas.strip("\n"), "    ")
    generated = generate_package(f"{head}components:\n  schemas:\n{components}\n")
    return import_module(f"{generated.__name__}.models")


def round_trip(model: Any, /, **data: Any) -> Any:
    """Return the instance decoded from `data`, which must encode to `data` again."""
    instance = model.from_dict(data)
    assert instance.to_dict() == data
    return instance
