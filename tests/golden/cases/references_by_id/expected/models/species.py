# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenStrEnum


class Species(OpenStrEnum):
    OAK = "oak"
    ASH = "ash"
