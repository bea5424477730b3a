# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .._runtime.models import Model

ThingAny: TypeAlias = "bool | int | str"
"""One of: 1, "two", true."""


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    any: ThingAny | None = None
