# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TypeAlias

from .._runtime.models import UnknownVariant

Value: TypeAlias = (
    "dict[str, Value | None] | list[Value | None] | float | str | UnknownVariant"
)
