# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, header, path, query

READ: Operation[None] = Operation(
    "things.read",
    "GET",
    "/things/{id}",
    parameters=(
        path("id"),
        header("x-trace", argument="x_trace"),
        query("limit"),
        header("Accept", argument="accept"),
        query("id", argument="id_query"),
        query("filter", style="", content_type="application/json"),
    ),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
