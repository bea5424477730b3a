# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Body, Operation

if TYPE_CHECKING:
    from ..models.thing import Thing

CREATE: Operation[Thing | None] = Operation(
    name="things.create",
    method="POST",
    path="/things",
    bodies=(Body(media_type="application/json", kind="json", type="Thing"),),
    answers=(
        Answer(status="201", media_type="application/json", type="Thing", kind="json"),
        Answer(status="202", media_type=None, type=None, kind="empty"),
    ),
)
