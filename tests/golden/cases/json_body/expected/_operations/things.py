# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Body, Operation

if TYPE_CHECKING:
    from ..models.thing import Thing

CREATE: Operation[Thing | None] = Operation(
    "things.create",
    "POST",
    "/things",
    bodies=(Body(type="Thing"),),
    answers=(Answer("201", type="Thing"), Answer("202", media_type=None, kind="empty")),
)
