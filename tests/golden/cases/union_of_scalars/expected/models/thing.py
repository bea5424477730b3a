# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from .._runtime.models import Model

ThingSize: TypeAlias = "int | str"

ThingAt: TypeAlias = "datetime | int"


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    size: ThingSize | None = None
    at: ThingAt | None = None
