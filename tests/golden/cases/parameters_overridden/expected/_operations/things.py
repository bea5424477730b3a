# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, Parameter

READ: Operation[None] = Operation(
    name="things.read",
    method="GET",
    path="/things/{id}",
    accept="*/*",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
        Parameter(
            argument="x_trace",
            wire="x-trace",
            location="header",
            style="simple",
            explode=False,
        ),
        Parameter(argument="limit", wire="limit", location="query"),
        Parameter(
            argument="accept",
            wire="Accept",
            location="header",
            style="simple",
            explode=False,
        ),
        Parameter(argument="id_query", wire="id", location="query"),
        Parameter(
            argument="filter",
            wire="filter",
            location="query",
            style="",
            content_type="application/json",
        ),
    ),
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
