# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

GET_A: Operation[None] = Operation(
    "default.get_a",
    "GET",
    "/a",
    answers=(Answer("200", media_type=None, kind="empty"),),
    errors=(Answer("400", type="dict[str, UUID]"), Answer("404", type="GetAError404")),
    security=(("o",), ("p",), ("q",)),
)
