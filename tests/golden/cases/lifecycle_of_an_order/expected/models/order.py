# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .._runtime.models import Model

if TYPE_CHECKING:
    from .order_state import OrderState
    from .parcel import Parcel


@dataclass(slots=True, kw_only=True)
class Order(Model):
    """One order."""

    id: int
    """Its number."""

    state: OrderState
    """How far it is."""

    total: float
    """What it costs."""

    gift: bool | None = None
    """Whether it is a gift."""

    paid_at: datetime | None = None
    """When it was paid."""

    parcel: Parcel | None = None
    """How it travels."""

    greeting: str | None = None
    """What is written on the card."""

    can_ship: bool | None = None
    """What the warehouse says."""
