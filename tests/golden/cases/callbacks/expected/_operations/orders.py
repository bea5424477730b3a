# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

CREATE: Operation[None] = Operation(
    name="orders.create",
    method="POST",
    path="/orders",
    accept="*/*",
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
