# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, path

if TYPE_CHECKING:
    from ..models.thing import ThingObject

READ: Operation[ThingObject] = Operation(
    "things.read",
    "GET",
    "/things/{id}",
    parameters=(path("id"),),
    answers=(Answer("200", type="ThingObject"),),
)
