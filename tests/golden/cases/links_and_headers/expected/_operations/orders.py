# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, Parameter

CREATE: Operation[None] = Operation(
    name="orders.create",
    method="POST",
    path="/orders",
    accept="*/*",
    answers=(Answer(status="201", media_type=None, type=None, kind="empty"),),
)
READ: Operation[None] = Operation(
    name="orders.read",
    method="GET",
    path="/orders/{id}",
    accept="*/*",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
    ),
    answers=(Answer(status="200", media_type=None, type=None, kind="empty"),),
)
CANCEL: Operation[None] = Operation(
    name="orders.cancel",
    method="DELETE",
    path="/orders/{id}",
    accept="*/*",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
    ),
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
