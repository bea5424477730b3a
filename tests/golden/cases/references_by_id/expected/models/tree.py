# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime.models import Model

if TYPE_CHECKING:
    from .day import Day
    from .species import Species


@dataclass(slots=True, kw_only=True)
class Tree(Model):
    species: Species
    size: TreeSize | None = None
    grafts: list[Tree] | None = None
    leaf: list[int] | None = None
    planted: Day | None = None


@dataclass(slots=True, kw_only=True)
class TreeSize(Model):
    metres: float | None = None
