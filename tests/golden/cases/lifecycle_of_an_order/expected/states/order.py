# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from . import Unforeseen

if TYPE_CHECKING:
    from datetime import datetime

    from ..models.order import Order
    from ..models.order_state import OrderState
    from ..models.parcel import Parcel


@dataclass(frozen=True, slots=True)
class Placed:
    """Waiting for money."""

    greeting: str | None
    """What is written on the card."""


@dataclass(frozen=True, slots=True)
class Paid:
    """Waiting to be sent off."""

    paid_at: datetime
    """When it was paid."""

    greeting: str | None
    """What is written on the card."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """Under way."""

    paid_at: datetime
    """When it was paid."""

    parcel: Parcel
    """How it travels."""

    greeting: str | None
    """What is written on the card."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """With its owner."""

    paid_at: datetime
    """When it was paid."""

    parcel: Parcel
    """How it travels."""

    greeting: str | None
    """What is written on the card."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Called off."""


OrderLifeState: TypeAlias = (
    "Placed | Paid | Shipped | Delivered | Cancelled | Unforeseen[OrderState]"
)


def state_of(order: Order) -> OrderLifeState:
    """The state, with what is there in it."""
    if order.state == "placed":
        return Placed(greeting=order.greeting)
    if order.state == "paid" and order.paid_at is not None:
        return Paid(paid_at=order.paid_at, greeting=order.greeting)
    if (
        order.state == "shipped"
        and order.paid_at is not None
        and order.parcel is not None
    ):
        return Shipped(
            paid_at=order.paid_at, parcel=order.parcel, greeting=order.greeting
        )
    if (
        order.state == "delivered"
        and order.paid_at is not None
        and order.parcel is not None
    ):
        return Delivered(
            paid_at=order.paid_at, parcel=order.parcel, greeting=order.greeting
        )
    if order.state == "cancelled":
        return Cancelled()
    return Unforeseen(order.state)
