# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, Parameter

if TYPE_CHECKING:
    from ..models.show_lamp import ShowLampResponse

GET_LAMPS_ID: Operation[ShowLampResponse] = Operation(
    name="default.get_lamps_id",
    method="GET",
    path="/lamps/{id}",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
    ),
    answers=(
        Answer(
            status="200",
            media_type="application/json",
            type="ShowLampResponse",
            kind="json",
        ),
    ),
)
GET_LIGHTS_ID: Operation[ShowLampResponse] = Operation(
    name="default.get_lights_id",
    method="GET",
    path="/lights/{id}",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
    ),
    answers=(
        Answer(
            status="200",
            media_type="application/json",
            type="ShowLampResponse",
            kind="json",
        ),
    ),
)
REMOVE_BEACON: Operation[None] = Operation(
    name="default.remove_beacon",
    method="DELETE",
    path="/beacons/{id}",
    accept="*/*",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
        Parameter(argument="dim", wire="dim", location="query"),
    ),
    answers=(Answer(status="204", media_type=None, type=None, kind="empty"),),
)
GET_BEACONS_ID: Operation[ShowLampResponse] = Operation(
    name="default.get_beacons_id",
    method="GET",
    path="/beacons/{id}",
    parameters=(
        Parameter(
            argument="id", wire="id", location="path", style="simple", explode=False
        ),
        Parameter(argument="dim", wire="dim", location="query"),
    ),
    answers=(
        Answer(
            status="200",
            media_type="application/json",
            type="ShowLampResponse",
            kind="json",
        ),
    ),
)
REPLACE_LOST: Operation[None] = Operation(
    "default.replace_lost",
    "PUT",
    "/lost/{id}",
    parameters=(path("id"),),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
