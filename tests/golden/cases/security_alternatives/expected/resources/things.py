# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import things as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase


class Things:
    """Operations tagged Things."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def list(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /things

        Returns:
            Listed.
        """
        return self._client.request(operations.LIST, {}, options)

    def put(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """PUT /things

        Returns:
            Put.
        """
        return self._client.request(operations.PUT, {}, options)

    def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /things

        Returns:
            Made.
        """
        return self._client.request(operations.CREATE, {}, options)

    def delete(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """DELETE /things

        Returns:
            Gone.
        """
        return self._client.request(operations.DELETE, {}, options)


class AsyncThings:
    """Operations tagged Things."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def list(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /things

        Asynchronous: see `Things.list`.
        """
        return await self._client.request(operations.LIST, {}, options)

    async def put(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """PUT /things

        Asynchronous: see `Things.put`.
        """
        return await self._client.request(operations.PUT, {}, options)

    async def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /things

        Asynchronous: see `Things.create`.
        """
        return await self._client.request(operations.CREATE, {}, options)

    async def delete(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """DELETE /things

        Asynchronous: see `Things.delete`.
        """
        return await self._client.request(operations.DELETE, {}, options)
