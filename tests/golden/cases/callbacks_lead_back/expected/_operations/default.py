# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

SEND_PARCEL: Operation[None] = Operation(
    "default.send_parcel",
    "POST",
    "/parcels",
    answers=(Answer("202", media_type=None, kind="empty"),),
)
