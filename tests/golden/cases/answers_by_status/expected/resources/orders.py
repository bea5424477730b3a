# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import orders as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.order import Order
    from ..models.ticket import Ticket


class Orders:
    """Operations tagged Orders."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> Order | Ticket | None:
        """POST /orders

        Returns:
            200: It was there.
            202: It will be.
            204: Nothing to do.

        Raises:
            NotFoundError: No such shop.
            OtherClientError: Refused.
            OtherClientError, OtherServerError: Anything else.
        """
        return self._client.request(operations.CREATE, {}, options)

    def probe(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """HEAD /orders

        Returns:
            There.
        """
        return self._client.request(operations.PROBE, {}, options)


class AsyncOrders:
    """Operations tagged Orders."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> Order | Ticket | None:
        """POST /orders

        Asynchronous: see `Orders.create`.
        """
        return await self._client.request(operations.CREATE, {}, options)

    async def probe(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """HEAD /orders

        Asynchronous: see `Orders.probe`.
        """
        return await self._client.request(operations.PROBE, {}, options)
