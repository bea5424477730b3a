# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, path

READ: Operation[None] = Operation(
    "files.read",
    "GET",
    "/files/{name}.{ext}",
    parameters=(path("name"), path("ext")),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
READ_SIGNS: Operation[None] = Operation(
    "files.read_signs",
    "GET",
    "/signs/{list}/{undeclared}?kind={kind}#part",
    parameters=(
        path("list", argument="list_", style="matrix", explode=True),
        path("undeclared"),
        path("kind"),
        path("nowhere"),
    ),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
