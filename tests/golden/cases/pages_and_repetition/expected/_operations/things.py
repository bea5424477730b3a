# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, Pagination, header, query

if TYPE_CHECKING:
    from ..models.list_things import ListThingsResponse

LIST: Operation[ListThingsResponse] = Operation(
    "things.list",
    "GET",
    "/things",
    parameters=(query("after"),),
    answers=(Answer("200", type="ListThingsResponse"),),
    pagination=Pagination(style="cursor", argument="after", next="/next"),
)
CREATE: Operation[None] = Operation(
    "things.create",
    "POST",
    "/things",
    parameters=(header("Idempotency-Key", argument="idempotency_key"),),
    answers=(Answer("204", media_type=None, kind="empty"),),
    errors=(Answer("409", media_type=None, kind="empty"),),
    idempotent=True,
    idempotency_key="idempotency_key",
    passing=(409,),
)
