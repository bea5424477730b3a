# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

CREATE: Operation[None] = Operation(
    "orders.create",
    "POST",
    "/orders",
    answers=(Answer("204", media_type=None, kind="empty"),),
)
