# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

PUT: Operation[None] = Operation(
    name="files.put",
    method="PUT",
    path="/files",
    server="../other",
    accept="*/*",
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
CREATE: Operation[None] = Operation(
    name="files.create",
    method="POST",
    path="/files",
    server="https://files.acme.test/{version}",
    accept="*/*",
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
    variables=(("version", "v2"),),
)
