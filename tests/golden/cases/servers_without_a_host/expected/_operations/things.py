# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

LIST: Operation[None] = Operation(
    "things.list",
    "GET",
    "/things",
    answers=(Answer("204", media_type=None, kind="empty"),),
)
