# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class Thing(Model):
    at: datetime | None = None
    day: date | None = None
    key: UUID | None = None
    blob: bytes | None = None

    odd: str | None = None
    """Format: made-up."""
