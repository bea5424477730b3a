# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from ..models.order import Order
    from ..models.ticket import Ticket

CREATE: Operation[Order | Ticket | None] = Operation(
    name="orders.create",
    method="POST",
    path="/orders",
    accept="application/json, text/plain",
    answers=(
        Answer(status="200", media_type="application/json", type="Order", kind="json"),
        Answer(status="202", media_type="application/json", type="Ticket", kind="json"),
        Answer(status="204", media_type=None, type=None, kind="empty"),
    ),
    errors=(
        Answer(status="404", media_type="application/json", type="Fault", kind="json"),
        Answer(status="4XX", media_type="application/json", type="Fault", kind="json"),
        Answer(status="4XX", media_type="text/plain", type=None, kind="text"),
        Answer(
            status="default", media_type="application/json", type="Ticket", kind="json"
        ),
    ),
)
PROBE: Operation[None] = Operation(
    name="orders.probe",
    method="HEAD",
    path="/orders",
    answers=(
        Answer(status="200", media_type="application/json", type=None, kind="empty"),
    ),
)
