# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Body, Operation, Parameter

CREATE: Operation[None] = Operation(
    "things.create",
    "POST",
    "/things",
    bodies=(
        Body(
            media_type="multipart/form-data",
            kind="multipart",
            type="CreateThingBody",
            fields=(
                Parameter(
                    wire="picture",
                    location="file",
                    style="",
                    content_type="image/png, image/jpeg",
                ),
                Parameter(
                    wire="details",
                    location="part",
                    style="",
                    content_type="application/vnd.acme+json",
                ),
                Parameter(wire="attachments", location="file", style=""),
            ),
        ),
    ),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
SEND_BATCH: Operation[None] = Operation(
    "things.send_batch",
    "POST",
    "/batch",
    bodies=(
        Body(
            media_type="multipart/mixed",
            kind="multipart",
            type="list[SendBatchBodyItem]",
            fields=(
                Parameter(
                    wire="0", location="item", style="", content_type="application/json"
                ),
                Parameter(
                    wire="*",
                    location="item",
                    style="",
                    content_type="application/vnd.acme+json",
                ),
            ),
        ),
    ),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
