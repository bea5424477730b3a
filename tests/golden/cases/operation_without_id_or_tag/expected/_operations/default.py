# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, path

DELETE_A_B: Operation[None] = Operation(
    "default.delete_a_b",
    "DELETE",
    "/a/{b}",
    parameters=(path("b"),),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
