# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from .._runtime.models import Model, UnknownVariant

ThingAny: TypeAlias = "dict[str, Any] | list[Any] | bool | float | str | UnknownVariant"


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    id: int | str | None = None
    many: list[str] | None = None
    any: ThingAny | None = None
