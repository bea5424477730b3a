# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation

if TYPE_CHECKING:
    from typing import Any

LOOK_INTO: Operation[Any] = Operation(
    "default.look_into",
    "GET",
    "/mirrors",
    answers=(Answer("200", type="Any"),),
)
