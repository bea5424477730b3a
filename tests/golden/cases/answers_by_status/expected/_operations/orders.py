# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from ..models.order import Order
    from ..models.ticket import Ticket

CREATE: Operation[Order | Ticket | None] = Operation(
    "orders.create",
    "POST",
    "/orders",
    answers=(
        Answer("200", type="Order"),
        Answer("202", type="Ticket"),
        Answer("204", media_type=None, kind="empty"),
    ),
    errors=(
        Answer("404", type="Fault"),
        Answer("4XX", type="Fault"),
        Answer("4XX", media_type="text/plain", kind="text"),
        Answer("default", type="Ticket"),
    ),
)
PROBE: Operation[None] = Operation(
    "orders.probe",
    "HEAD",
    "/orders",
    answers=(Answer("200", kind="empty"),),
)
