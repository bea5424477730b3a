# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from ..models.create_talk import CreateTalkResponseItem

CREATE: Operation[CreateTalkResponseItem] = Operation(
    "talks.create",
    "POST",
    "/talk",
    answers=(
        Answer(
            "200",
            media_type="text/event-stream",
            type="CreateTalkResponseItem",
            kind="events",
            whole=True,
        ),
    ),
)
