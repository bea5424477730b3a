# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from .._runtime.models import JsonText

if TYPE_CHECKING:
    from .part import Part

Packed: TypeAlias = "JsonText[list[Part]]"
