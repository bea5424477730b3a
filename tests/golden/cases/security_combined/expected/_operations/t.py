# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

READ_OPEN: Operation[None] = Operation(
    "t.read_open",
    "GET",
    "/open",
    answers=(Answer("204", media_type=None, kind="empty"),),
)
READ_SHUT: Operation[None] = Operation(
    "t.read_shut",
    "GET",
    "/shut",
    answers=(Answer("204", media_type=None, kind="empty"),),
    security=(("key", "login"), ("token",), ()),
)
