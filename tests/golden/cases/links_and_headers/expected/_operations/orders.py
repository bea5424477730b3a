# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, path

CREATE: Operation[None] = Operation(
    "orders.create",
    "POST",
    "/orders",
    answers=(Answer("201", media_type=None, kind="empty"),),
)
READ: Operation[None] = Operation(
    "orders.read",
    "GET",
    "/orders/{id}",
    parameters=(path("id"),),
    answers=(Answer("200", media_type=None, kind="empty"),),
)
CANCEL: Operation[None] = Operation(
    "orders.cancel",
    "DELETE",
    "/orders/{id}",
    parameters=(path("id"),),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
