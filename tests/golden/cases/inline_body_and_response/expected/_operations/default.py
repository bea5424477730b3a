# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Body, Operation

if TYPE_CHECKING:
    from ..models.search import SearchResponseItem

SEARCH: Operation[list[SearchResponseItem]] = Operation(
    "default.search",
    "POST",
    "/search",
    bodies=(Body(type="SearchBody"),),
    answers=(Answer("200", type="list[SearchResponseItem]"),),
)
