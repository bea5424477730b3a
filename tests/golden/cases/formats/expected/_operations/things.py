# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from ..models.thing import Thing

LIST: Operation[Thing] = Operation(
    "things.list",
    "GET",
    "/things",
    answers=(Answer("200", type="Thing"),),
)
