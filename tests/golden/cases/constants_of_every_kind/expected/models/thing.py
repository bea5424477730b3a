# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    text: Literal['a"b'] = 'a"b'
    whole: Literal[7] = 7
    yes: Literal[True] = True
    nothing: None

    part: float = 1.5
    """Always 1.5."""
