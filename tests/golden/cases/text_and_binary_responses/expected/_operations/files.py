# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

GET_TEXT: Operation[str] = Operation(
    name="files.get_text",
    method="GET",
    path="/a",
    accept="text/plain",
    answers=(Answer(status="200", media_type="text/plain", type=None, kind="text"),),
)
GET_BYTES: Operation[bytes] = Operation(
    name="files.get_bytes",
    method="GET",
    path="/b",
    accept="application/octet-stream",
    answers=(
        Answer(
            status="200", media_type="application/octet-stream", type=None, kind="bytes"
        ),
    ),
)
GET_BYTES_STREAM: Operation[bytes] = Operation(
    name="files.get_bytes_stream",
    method="GET",
    path="/b",
    accept="application/octet-stream",
    answers=(
        Answer(
            status="200",
            media_type="application/octet-stream",
            type=None,
            kind="chunks",
        ),
    ),
)
