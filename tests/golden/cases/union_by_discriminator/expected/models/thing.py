# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from .._runtime.models import Tag, UnknownVariant

if TYPE_CHECKING:
    from .cat import Cat
    from .dog import Dog

Thing: TypeAlias = Annotated[
    "Cat | Dog | UnknownVariant", Tag("kind", {"cat": "Cat", "dog": "Dog"})
]
