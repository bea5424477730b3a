# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Lazy, Operation

if TYPE_CHECKING:
    from ..models.order import Order
    from ..models.ticket import Ticket

CREATE: Operation[Order | Ticket | None] = Operation(
    name="orders.create",
    method="POST",
    path="/orders",
    answers=(
        Answer(
            status="200",
            media_type="application/json",
            decode=Lazy("_codec.order", "decode"),
            kind="json",
        ),
        Answer(
            status="202",
            media_type="application/json",
            decode=Lazy("_codec.ticket", "decode"),
            kind="json",
        ),
        Answer(status="204", media_type=None, decode=None, kind="empty"),
    ),
    errors=(
        Answer(
            status="404",
            media_type="application/json",
            decode=Lazy("_codec.fault", "decode"),
            kind="json",
        ),
        Answer(
            status="4XX",
            media_type="application/json",
            decode=Lazy("_codec.fault", "decode"),
            kind="json",
        ),
        Answer(status="4XX", media_type="text/plain", decode=None, kind="text"),
        Answer(
            status="default",
            media_type="application/json",
            decode=Lazy("_codec.ticket", "decode"),
            kind="json",
        ),
    ),
)
PROBE: Operation[None] = Operation(
    name="orders.probe",
    method="HEAD",
    path="/orders",
    answers=(
        Answer(status="200", media_type="application/json", decode=None, kind="empty"),
    ),
)
