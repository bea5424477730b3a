# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .point import Point

Line: TypeAlias = "tuple[str, Point, *tuple[int, ...]]"
