# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.

from __future__ import annotations

from .._runtime.enums import OpenStrEnum


class OrderState(OpenStrEnum):
    """The state of an order."""

    PLACED = "placed"
    """Waiting for money."""

    PAID = "paid"
    """Waiting to be sent off."""

    SHIPPED = "shipped"
    """Under way."""

    DELIVERED = "delivered"
    """With its owner."""

    CANCELLED = "cancelled"
    """Called off."""

    @property
    def is_terminal(self) -> bool:
        """Whether nothing leads out of this state."""
        return self in ("delivered", "cancelled")
