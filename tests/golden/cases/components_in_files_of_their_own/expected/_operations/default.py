# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from ..models.order import Order

LIST_ORDERS: Operation[list[Order]] = Operation(
    "default.list_orders",
    "GET",
    "/orders",
    answers=(Answer("200", type="list[Order]"),),
)
