# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, path, query

if TYPE_CHECKING:
    from ..models.show_lamp import ShowLampResponse

GET_LAMPS_ID: Operation[ShowLampResponse] = Operation(
    "default.get_lamps_id",
    "GET",
    "/lamps/{id}",
    parameters=(path("id"),),
    answers=(Answer("200", type="ShowLampResponse"),),
)
GET_LIGHTS_ID: Operation[ShowLampResponse] = Operation(
    "default.get_lights_id",
    "GET",
    "/lights/{id}",
    parameters=(path("id"),),
    answers=(Answer("200", type="ShowLampResponse"),),
)
REMOVE_BEACON: Operation[None] = Operation(
    "default.remove_beacon",
    "DELETE",
    "/beacons/{id}",
    parameters=(path("id"), query("dim")),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
GET_BEACONS_ID: Operation[ShowLampResponse] = Operation(
    "default.get_beacons_id",
    "GET",
    "/beacons/{id}",
    parameters=(path("id"), query("dim")),
    answers=(Answer("200", type="ShowLampResponse"),),
)
REPLACE_LOST: Operation[None] = Operation(
    "default.replace_lost",
    "PUT",
    "/lost/{id}",
    parameters=(path("id"),),
    answers=(Answer("204", media_type=None, kind="empty"),),
)
