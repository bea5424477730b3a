# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenStrEnum


class Thing(OpenStrEnum):
    ASC_VALUE = "asc"
    ASC = "ASC"
    PLUS_1 = "+1"
    MINUS_1 = "-1"
    EMPTY = ""
