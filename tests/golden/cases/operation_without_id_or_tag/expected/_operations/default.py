# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, Parameter

DELETE_A_B: Operation[None] = Operation(
    name="default.delete_a_b",
    method="DELETE",
    path="/a/{b}",
    accept="*/*",
    parameters=(
        Parameter(
            argument="b", wire="b", location="path", style="simple", explode=False
        ),
    ),
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
