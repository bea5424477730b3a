# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, path, query

if TYPE_CHECKING:
    from ..models.t import T

GET_THINGS_ID: Operation[T] = Operation(
    "default.get_things_id",
    "GET",
    "/things/{id}",
    parameters=(
        path("id"),
        query("z"),
        query("t"),
        query("c", style="", content_type="application/json"),
    ),
    answers=(Answer("200", type="T"),),
)
