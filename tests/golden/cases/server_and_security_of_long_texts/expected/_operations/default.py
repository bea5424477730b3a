# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

GET_A: Operation[None] = Operation(
    name="default.get_a",
    method="GET",
    path="/a",
    answers=(Answer(status="200", media_type=None, type=None, kind="empty"),),
    errors=(
        Answer(
            status="400",
            media_type="application/json",
            type="dict[str, UUID]",
            kind="json",
        ),
        Answer(
            status="404",
            media_type="application/json",
            type="GetAError404",
            kind="json",
        ),
    ),
    security=(
        ("o",),
        ("p",),
        ("q",),
    ),
)
