# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Body, Operation

ADD: Operation[None] = Operation(
    "notes.add",
    "POST",
    "/notes",
    bodies=(
        Body(media_type="text/plain", kind="raw"),
        Body(media_type="application/xml", kind="raw"),
        Body(type="AddNoteBody"),
        Body(media_type="application/octet-stream", kind="raw"),
    ),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
