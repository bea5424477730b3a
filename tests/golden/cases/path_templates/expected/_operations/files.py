# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation, Parameter

READ: Operation[None] = Operation(
    name="files.read",
    method="GET",
    path="/files/{name}.{ext}",
    accept="*/*",
    parameters=(
        Parameter(
            argument="name", wire="name", location="path", style="simple", explode=False
        ),
        Parameter(
            argument="ext", wire="ext", location="path", style="simple", explode=False
        ),
    ),
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
READ_SIGNS: Operation[None] = Operation(
    name="files.read_signs",
    method="GET",
    path="/signs/{list}/{undeclared}?kind={kind}#part",
    accept="*/*",
    parameters=(
        Parameter(argument="list_", wire="list", location="path", style="matrix"),
        Parameter(
            argument="undeclared",
            wire="undeclared",
            location="path",
            style="simple",
            explode=False,
        ),
        Parameter(
            argument="kind", wire="kind", location="path", style="simple", explode=False
        ),
        Parameter(
            argument="nowhere",
            wire="nowhere",
            location="path",
            style="simple",
            explode=False,
        ),
    ),
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
