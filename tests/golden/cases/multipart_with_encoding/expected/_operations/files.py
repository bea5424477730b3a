# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Body, Operation, Parameter

UPLOAD: Operation[None] = Operation(
    "files.upload",
    "POST",
    "/files",
    bodies=(
        Body(
            media_type="multipart/form-data",
            kind="multipart",
            type="UploadBody",
            fields=(
                Parameter(
                    wire="file", location="file", style="", content_type="image/png"
                ),
                Parameter(wire="tags", location="part", explode=False),
            ),
        ),
    ),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
