# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .._runtime.models import JsonText, Model

if TYPE_CHECKING:
    from .packed import Packed
    from .part import Part


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    part: JsonText[Part]
    packed: Packed | None = None
    either: int | str | None = None
    maybe: JsonText[Any] | None = None
