# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, Parameter

READ_CLOCK: Operation[None] = Operation(
    name="default.read_clock",
    method="GET",
    path="/clocks/{id}",
    accept="*/*",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
        Parameter(argument="zone", wire="zone", location="query"),
    ),
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
