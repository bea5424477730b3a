# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Body, Operation, Parameter

CREATE: Operation[None] = Operation(
    "things.create",
    "POST",
    "/things",
    bodies=(
        Body(
            media_type="application/x-www-form-urlencoded",
            kind="form",
            type="CreateThingBody",
            fields=(
                Parameter(
                    wire="tags", location="form", style="pipeDelimited", explode=False
                ),
                Parameter(wire="filter", location="form", style="deepObject"),
                Parameter(wire="note", location="form", allow_reserved=True),
                Parameter(
                    wire="name", location="form", style="", content_type="text/plain"
                ),
            ),
        ),
    ),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
