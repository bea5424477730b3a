# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, TypeAlias

from .._runtime.models import Model, Tag

if TYPE_CHECKING:
    from .cat import Cat
    from .dog import Dog

Animal: TypeAlias = Annotated[
    "Cat | Dog | AnimalBase",
    Tag("kind", {"Cat": "Cat", "Dog": "Dog"}, otherwise="AnimalBase"),
]


@dataclass(slots=True, kw_only=True)
class AnimalBase(Model):
    kind: str
