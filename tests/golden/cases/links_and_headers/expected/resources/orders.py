# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import orders as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase


class Orders:
    """Operations tagged Orders."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /orders

        Returns:
            Made.

        Headers:
            Location: Where it is.
            x-request-id

        Links:
            cancel: cancelOrder(id = $response.body#/id): Cancel it.
            read: #/paths/~1orders~1{id}/get(body = $request.body)
        """
        return self._client.request(operations.CREATE, {}, options)

    def read(
        self,
        id: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /orders/{id}

        Returns:
            It.
        """
        return self._client.request(operations.READ, {"id": id}, options)

    def cancel(
        self,
        id: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """DELETE /orders/{id}

        Returns:
            Gone.
        """
        return self._client.request(operations.CANCEL, {"id": id}, options)


class AsyncOrders:
    """Operations tagged Orders."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /orders

        Asynchronous: see `Orders.create`.
        """
        return await self._client.request(operations.CREATE, {}, options)

    async def read(
        self,
        id: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /orders/{id}

        Asynchronous: see `Orders.read`.
        """
        return await self._client.request(operations.READ, {"id": id}, options)

    async def cancel(
        self,
        id: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """DELETE /orders/{id}

        Asynchronous: see `Orders.cancel`.
        """
        return await self._client.request(operations.CANCEL, {"id": id}, options)
