# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias

from .._runtime.models import Tag, UnknownVariant

if TYPE_CHECKING:
    from .a import A
    from .b import B

Thing: TypeAlias = Annotated[
    "A | B | UnknownVariant", Tag("type", {"a": "A", "b": "B"})
]
