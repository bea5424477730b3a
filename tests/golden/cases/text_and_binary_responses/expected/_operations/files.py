# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

GET_TEXT: Operation[str] = Operation(
    "files.get_text",
    "GET",
    "/a",
    answers=(Answer("200", media_type="text/plain", kind="text"),),
)
GET_BYTES: Operation[bytes] = Operation(
    "files.get_bytes",
    "GET",
    "/b",
    answers=(Answer("200", media_type="application/octet-stream", kind="bytes"),),
)
GET_BYTES_STREAM: Operation[bytes] = Operation(
    "files.get_bytes_stream",
    "GET",
    "/b",
    answers=(Answer("200", media_type="application/octet-stream", kind="chunks"),),
)
