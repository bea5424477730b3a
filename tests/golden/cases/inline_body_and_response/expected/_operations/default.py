# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Body, Lazy, Operation

if TYPE_CHECKING:
    from ..models.search import SearchResponseItem

SEARCH: Operation[list[SearchResponseItem]] = Operation(
    name="default.search",
    method="POST",
    path="/search",
    bodies=(
        Body(
            media_type="application/json",
            kind="json",
            encode=Lazy("_codec.search", "encode_body"),
        ),
    ),
    answers=(
        Answer(
            status="200",
            media_type="application/json",
            decode=Lazy("_codec.search", "decode_search_response_content"),
            kind="json",
        ),
    ),
)
