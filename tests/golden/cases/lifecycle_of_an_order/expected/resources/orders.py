# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import orders as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.order import Order
    from ..models.payment import Payment


class Orders:
    """What customers buy."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def get(
        self,
        order_id: int,
        **options: Unpack[RequestOptions],
    ) -> Order:
        """Read an order.

        Returns:
            The order.

        Raises:
            NotFoundError: There is no such order.
        """
        return self._client.request(operations.GET, {"order_id": order_id}, options)

    def pay(
        self,
        order_id: int,
        *,
        body: Payment,
        **options: Unpack[RequestOptions],
    ) -> Order:
        """Pay an order.

        Returns:
            The order.

        Raises:
            NotFoundError: There is no such order.
            ConflictError: The order is in another state.
            PayOrderRefusedError: the state forbids it, which is allowed in placed.
        """
        return self._client.request(
            operations.PAY, {"order_id": order_id}, options, body
        )

    def ship(
        self,
        order_id: int,
        **options: Unpack[RequestOptions],
    ) -> Order:
        """Send an order off.

        Returns:
            The order.

        Raises:
            NotFoundError: There is no such order.
            ConflictError: The order is in another state.
            ShipOrderRefusedError: the state forbids it, which is allowed in paid.
        """
        return self._client.request(operations.SHIP, {"order_id": order_id}, options)

    def cancel(
        self,
        order_id: int,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Cancel an order.

        Returns:
            It is cancelled.

        Raises:
            NotFoundError: There is no such order.
            GoneError: It is too late.
            OrderTooLateToCancelError: the state forbids it, which is allowed in placed, paid.
        """
        return self._client.request(operations.CANCEL, {"order_id": order_id}, options)


class AsyncOrders:
    """What customers buy."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def get(
        self,
        order_id: int,
        **options: Unpack[RequestOptions],
    ) -> Order:
        """Read an order.

        Asynchronous: see `Orders.get`.
        """
        return await self._client.request(
            operations.GET, {"order_id": order_id}, options
        )

    async def pay(
        self,
        order_id: int,
        *,
        body: Payment,
        **options: Unpack[RequestOptions],
    ) -> Order:
        """Pay an order.

        Asynchronous: see `Orders.pay`.
        """
        return await self._client.request(
            operations.PAY, {"order_id": order_id}, options, body
        )

    async def ship(
        self,
        order_id: int,
        **options: Unpack[RequestOptions],
    ) -> Order:
        """Send an order off.

        Asynchronous: see `Orders.ship`.
        """
        return await self._client.request(
            operations.SHIP, {"order_id": order_id}, options
        )

    async def cancel(
        self,
        order_id: int,
        **options: Unpack[RequestOptions],
    ) -> None:
        """Cancel an order.

        Asynchronous: see `Orders.cancel`.
        """
        return await self._client.request(
            operations.CANCEL, {"order_id": order_id}, options
        )
