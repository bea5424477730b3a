# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Body, Operation

PUT: Operation[None] = Operation(
    "things.put",
    "PUT",
    "/things",
    bodies=(
        Body(type="Thing"),
        Body(media_type="application/xml", kind="raw"),
        Body(media_type="image/*", kind="raw"),
        Body(media_type="application/x-ndjson", kind="lines", type="list[Thing]"),
    ),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
PATCH: Operation[None] = Operation(
    "things.patch",
    "PATCH",
    "/things",
    bodies=(
        Body(
            media_type="application/merge-patch+json",
            type="PatchThingBody | None",
            nullable=True,
        ),
    ),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
