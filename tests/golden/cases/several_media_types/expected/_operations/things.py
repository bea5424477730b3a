# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Body, Lazy, Operation

PUT: Operation[None] = Operation(
    name="things.put",
    method="PUT",
    path="/things",
    accept="*/*",
    bodies=(
        Body(
            media_type="application/json",
            kind="json",
            encode=Lazy("_codec.thing", "encode"),
        ),
        Body(media_type="application/xml", kind="raw"),
        Body(media_type="image/*", kind="raw"),
        Body(
            media_type="application/x-ndjson",
            kind="lines",
            encode=Lazy(
                "_codec.put_thing", "encode_put_thing_body_application_x_ndjson_content"
            ),
        ),
    ),
    answers=(Answer(status="204", media_type=None, decode=None, kind="empty"),),
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
            encode=Lazy("_codec.patch_thing", "encode_patch_thing_body_content"),
            nullable=True,
        ),
    ),
    answers=(Answer(status="204", media_type=None, decode=None, kind="empty"),),
)
