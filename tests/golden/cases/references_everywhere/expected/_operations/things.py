# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Body, Operation, query

if TYPE_CHECKING:
    from ..models.thing import Thing

CREATE: Operation[Thing] = Operation(
    "things.create",
    "POST",
    "/things",
    parameters=(query("dry"),),
    bodies=(Body(type="Thing"),),
    answers=(Answer("200", type="Thing"),),
)
