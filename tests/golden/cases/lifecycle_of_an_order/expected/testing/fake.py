# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
"""The API in memory, and builders of valid resources in any state."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from .. import models
from .._client import AsyncAcme, Acme
from .._operations import orders as orders_operations
from .fakes import Fake, Route
from .lives import If, Life, Rule, Step, Store

SETTINGS: dict[str, Any] = {
    "base_url": "https://fake.invalid",
}


@cache
def _samples() -> dict[str, Any]:
    """Resources that have everything, and the bodies of errors."""
    found: dict[str, Any] = json.loads(
        Path(__file__).with_name("samples.json").read_text("utf-8")
    )
    return found


@cache
def _order_life() -> Life[models.Order]:
    return Life(
        models.Order,
        status="state",
        key="id",
        initial="placed",
        steps=(
            Step(("placed",), ("paid",), "orders.pay"),
            Step(("paid",), ("shipped",), "orders.ship"),
            Step(("shipped",), ("delivered",)),
            Step(("placed", "paid"), ("cancelled",), "orders.cancel"),
        ),
        rules=(
            Rule(
                "paid_at",
                (If("state", ("paid", "shipped", "delivered")),),
                "state in [paid, shipped, delivered]",
            ),
            Rule(
                "parcel",
                (If("state", ("shipped", "delivered")),),
                "state in [shipped, delivered]",
            ),
            Rule(
                "greeting",
                (If("gift", (True,)), If("state", ("cancelled",), is_not=True)),
                "gift == true and state != cancelled",
                is_certain=False,
            ),
        ),
        wires={},
        sample=_samples()["Order"],
    )


def order(state: models.OrderState | str = "placed", **fields: Any) -> models.Order:
    """A valid order in any state, with what is there in it; `fields` are set on it."""
    return _order_life().build({"state": state, **fields})


class FakeAcme(Fake):
    """The API in memory, for real clients: arrange with `add`, act with a client, assert on what is there.

    ```python
    fake = FakeAcme()
    order = fake.orders.add(state="paid")
    with fake.client() as client:
        client.orders.ship(order.id)
    assert fake.orders[order.id].state == "shipped"
    ```
    """

    def __init__(self) -> None:
        self.orders: Store[models.Order] = Store(_order_life())
        super().__init__(
            Route(orders_operations.GET, self.orders, "order_id"),
            Route(orders_operations.PAY, self.orders, "order_id"),
            Route(orders_operations.SHIP, self.orders, "order_id"),
            Route(orders_operations.CANCEL, self.orders, "order_id"),
            errors=_samples()["errors"],
        )

    def client(self, **settings: Any) -> Acme:
        """A client that talks to this fake."""
        return Acme(
            transport=self.transport,
            **{**SETTINGS, **settings},
        )

    def async_client(self, **settings: Any) -> AsyncAcme:
        """An asynchronous client that talks to this fake."""
        return AsyncAcme(
            transport=self.async_transport,
            **{**SETTINGS, **settings},
        )
