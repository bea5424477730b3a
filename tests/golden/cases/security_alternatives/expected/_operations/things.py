# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

LIST: Operation[None] = Operation(
    name="things.list",
    method="GET",
    path="/things",
    accept="*/*",
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
    security=(
        ("bearer",),
        ("key", "user"),
    ),
)
PUT: Operation[None] = Operation(
    name="things.put",
    method="PUT",
    path="/things",
    accept="*/*",
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
    security=(("key",),),
)
CREATE: Operation[None] = Operation(
    name="things.create",
    method="POST",
    path="/things",
    accept="*/*",
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
    security=(
        (),
        ("session",),
    ),
)
DELETE: Operation[None] = Operation(
    name="things.delete",
    method="DELETE",
    path="/things",
    accept="*/*",
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
