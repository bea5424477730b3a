# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._runtime.models import Model

if TYPE_CHECKING:
    from .thing import Thing


@dataclass(slots=True, kw_only=True)
class Owner(Model):
    things: list[Thing] | None = None
