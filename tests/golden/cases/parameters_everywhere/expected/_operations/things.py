# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, cookie, header, path, query

GET: Operation[None] = Operation(
    "things.get",
    "GET",
    "/things/{id}/{day}",
    parameters=(
        path("id"),
        path("day"),
        query("page-size", argument="page_size"),
        query("sort"),
        query("tags", style="pipeDelimited", explode=False),
        header("X-Trace", argument="x_trace"),
        cookie("seen"),
        query("timeout", argument="timeout_"),
    ),
    answers=(Answer("204", media_type=None, kind="empty"),),
    errors=(
        Answer("404", media_type=None, kind="empty"),
        Answer("4XX", media_type=None, kind="empty"),
        Answer("default", media_type=None, kind="empty"),
    ),
)
