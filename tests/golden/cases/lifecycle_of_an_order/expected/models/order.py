# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .._runtime.models import Model

if TYPE_CHECKING:
    from ..states.order import OrderLifeState
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

    @property
    def life_state(self) -> OrderLifeState:
        """The state of the order with what is there in it, for `match`: see `states.order`."""
        from ..states.order import state_of

        return state_of(self)

    @property
    def is_terminal(self) -> bool:
        """Whether the order has come to an end: nothing changes its state any more."""
        return self.state.is_terminal

    @property
    def can_pay(self) -> bool:
        """Whether `orders.pay` is allowed: in placed."""
        return self.state == "placed"

    @property
    def may_ship(self) -> bool:
        """Whether `orders.ship` is allowed: in paid."""
        return self.state == "paid"

    @property
    def can_cancel(self) -> bool:
        """Whether `orders.cancel` is allowed: in placed, paid."""
        return self.state in ("placed", "paid")
