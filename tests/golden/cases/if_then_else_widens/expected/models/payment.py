# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass

from .._runtime.models import Model


@dataclass(slots=True, kw_only=True)
class Payment(Model):
    """Which fields go together depends on a condition in the document."""

    method: str
    card_number: str | None = None
    iban: str | None = None
