# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenIntEnum


class Listing(OpenIntEnum):
    VALUE_1 = 1
    VALUE_2 = 2
