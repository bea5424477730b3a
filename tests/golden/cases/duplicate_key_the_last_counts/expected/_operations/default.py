# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from .._runtime.operation import Answer, Operation

LIST_LAMPS: Operation[str] = Operation(
    "default.list_lamps",
    "GET",
    "/lamps",
    answers=(Answer("200", type="str"),),
)
