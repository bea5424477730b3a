# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .._runtime.models import Model, UnknownVariant

Event: TypeAlias = "EventCreated | EventDeleted | UnknownVariant"


@dataclass(slots=True, kw_only=True)
class EventCreated(Model):
    id: str
    by: str


@dataclass(slots=True, kw_only=True)
class EventDeleted(Model):
    id: str
    reason: str
