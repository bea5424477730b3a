# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

PUT: Operation[None] = Operation(
    "files.put",
    "PUT",
    "/files",
    server="../other",
    answers=(Answer("204", media_type=None, kind="empty"),),
)
CREATE: Operation[None] = Operation(
    "files.create",
    "POST",
    "/files",
    server="https://files.acme.test/{version}",
    answers=(Answer("204", media_type=None, kind="empty"),),
    variables=(("version", "v2"),),
)
