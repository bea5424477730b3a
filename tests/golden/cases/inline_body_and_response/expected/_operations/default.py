# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Body, Operation

if TYPE_CHECKING:
    from ..models.search import SearchResponseItem

SEARCH: Operation[list[SearchResponseItem]] = Operation(
    name="default.search",
    method="POST",
    path="/search",
    bodies=(Body(media_type="application/json", kind="json", type="SearchBody"),),
    answers=(
        Answer(
            status="200",
            media_type="application/json",
            type="list[SearchResponseItem]",
            kind="json",
        ),
    ),
)
