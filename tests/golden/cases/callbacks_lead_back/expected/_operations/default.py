# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

SEND_PARCEL: Operation[None] = Operation(
    name="default.send_parcel",
    method="POST",
    path="/parcels",
    accept="*/*",
    answers=(Answer(status="202", media_type=None, type=None, kind="empty"),),
)
