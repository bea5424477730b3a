# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, path, query

READ_CLOCK: Operation[None] = Operation(
    "default.read_clock",
    "GET",
    "/clocks/{id}",
    parameters=(path("id"), query("zone")),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
