# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from .._runtime.models import Model

if TYPE_CHECKING:
    from .shared import SharedSchemasABC

Thing: TypeAlias = "ThingObject"


@dataclass(slots=True, kw_only=True)
class ThingObject(Model):
    id: str
    parts: list[ThingObject] | None = None
    owner: SharedSchemasABC | None = None
