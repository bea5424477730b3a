# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Body, Operation, Transition, path

if TYPE_CHECKING:
    from ..models.order import Order

GET: Operation[Order] = Operation(
    "orders.get",
    "GET",
    "/orders/{order_id}",
    parameters=(path("order_id"),),
    answers=(Answer("200", type="Order"),),
    errors=(Answer("404", type="Fault"),),
)
PAY: Operation[Order] = Operation(
    "orders.pay",
    "PUT",
    "/orders/{order_id}/payment",
    parameters=(path("order_id"),),
    bodies=(Body(type="Payment"),),
    answers=(Answer("200", type="Order"),),
    errors=(Answer("404", type="Fault"), Answer("409", type="Fault")),
    transition=Transition(
        property="state",
        attribute="state",
        targets=("paid",),
        resource="Order",
        read="/orders/{order_id}",
        refused=409,
        told=(("reason", "wrong-state"),),
        error="PayOrderRefusedError",
    ),
)
SHIP: Operation[Order] = Operation(
    "orders.ship",
    "POST",
    "/orders/{order_id}/shipment",
    parameters=(path("order_id"),),
    answers=(Answer("200", type="Order"),),
    errors=(Answer("404", type="Fault"), Answer("409", type="Fault")),
    transition=Transition(
        property="state",
        attribute="state",
        targets=("shipped",),
        resource="Order",
        read="/orders/{order_id}",
        refused=409,
        told=(("reason", "wrong-state"),),
        error="ShipOrderRefusedError",
    ),
)
CANCEL: Operation[None] = Operation(
    "orders.cancel",
    "POST",
    "/orders/{order_id}/cancellation",
    parameters=(path("order_id"),),
    answers=(Answer("204", media_type=None, kind="empty"),),
    errors=(Answer("404", type="Fault"), Answer("410", type="Fault")),
    transition=Transition(
        property="state",
        attribute="state",
        targets=("cancelled",),
        resource="Order",
        read="/orders/{order_id}",
        refused=410,
        error="OrderTooLateToCancelError",
    ),
)
