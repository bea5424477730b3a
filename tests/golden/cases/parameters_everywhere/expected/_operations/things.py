# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, Parameter

GET: Operation[None] = Operation(
    name="things.get",
    method="GET",
    path="/things/{id}/{day}",
    accept="*/*",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
        Parameter(
            argument="day", wire="day", location="path", style="simple", explode=False
        ),
        Parameter(argument="page_size", wire="page-size", location="query"),
        Parameter(argument="sort", wire="sort", location="query"),
        Parameter(
            argument="tags",
            wire="tags",
            location="query",
            style="pipeDelimited",
            explode=False,
        ),
        Parameter(
            argument="x_trace",
            wire="X-Trace",
            location="header",
            style="simple",
            explode=False,
        ),
        Parameter(argument="seen", wire="seen", location="cookie"),
        Parameter(argument="timeout_", wire="timeout", location="query"),
    ),
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
    errors=(
        Answer(status="404", media_type=None, type=None, kind="empty"),
        Answer(status="4XX", media_type=None, type=None, kind="empty"),
        Answer(status="default", media_type=None, type=None, kind="empty"),
    ),
)
