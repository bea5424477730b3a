# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Body, Operation

PUT: Operation[None] = Operation(
    name="things.put",
    method="PUT",
    path="/things",
    accept="*/*",
    bodies=(
        Body(media_type="application/json", kind="json", type="Thing"),
        Body(media_type="application/xml", kind="raw"),
        Body(media_type="image/*", kind="raw"),
        Body(media_type="application/x-ndjson", kind="lines", type="list[Thing]"),
    ),
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
PATCH: Operation[None] = Operation(
    name="things.patch",
    method="PATCH",
    path="/things",
    accept="*/*",
    bodies=(
        Body(
            media_type="application/merge-patch+json",
            kind="json",
            type="PatchThingBody | None",
            nullable=True,
        ),
    ),
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
