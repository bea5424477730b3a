# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Operation, Parameter

GET_NOTES_ID_PART: Operation[None] = Operation(
    name="default.get_notes_id_part",
    method="GET",
    path="/notes/{id}/{part}",
    server="",
    accept="*/*",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
        Parameter(
            argument="part", wire="part", location="path", style="simple", explode=False
        ),
    ),
)
