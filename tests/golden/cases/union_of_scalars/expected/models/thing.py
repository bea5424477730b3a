# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    size: int | str | None = None
    at: datetime | int | None = None
