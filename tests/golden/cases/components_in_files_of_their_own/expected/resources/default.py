# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import default as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.order import Order


class Default:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def list_orders(
        self,
        **options: Unpack[RequestOptions],
    ) -> list[Order]:
        """GET /orders

        Returns:
            Every order.
        """
        return self._client.request(operations.LIST_ORDERS, {}, options)


class AsyncDefault:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def list_orders(
        self,
        **options: Unpack[RequestOptions],
    ) -> list[Order]:
        """GET /orders

        Asynchronous: see `Default.list_orders`.
        """
        return await self._client.request(operations.LIST_ORDERS, {}, options)
