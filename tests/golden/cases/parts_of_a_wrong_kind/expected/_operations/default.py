# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Operation, path

GET_NOTES_ID_PART: Operation[None] = Operation(
    "default.get_notes_id_part",
    "GET",
    "/notes/{id}/{part}",
    server="",
    parameters=(path("id"), path("part")),
)
