# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING

from .._runtime.operation import Answer, Operation, path

if TYPE_CHECKING:
    from typing import Any

GET_LAMPS_ID: Operation[dict[str, Any]] = Operation(
    "default.get_lamps_id",
    "GET",
    "/lamps/{id}",
    parameters=(path("id"),),
    answers=(Answer("200", type="dict[str, Any]"),),
    security=((), ("key",), ("other",)),
)
PUT_LAMPS_ID: Operation[list[Any]] = Operation(
    "default.put_lamps_id",
    "PUT",
    "/lamps/{id}",
    parameters=(path("id"),),
    answers=(Answer("default", media_type="text/plain", type="list[Any]"),),
    errors=(Answer("default", media_type="text/plain", type="list[Any]"),),
    security=((), ("key",), ("other",)),
)
