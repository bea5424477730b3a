# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import files as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase


class Files:
    """Operations tagged Files."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def put(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """PUT /files

        Returns:
            Put.
        """
        return self._client.request(operations.PUT, {}, options)

    def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /files

        Returns:
            Made.
        """
        return self._client.request(operations.CREATE, {}, options)


class AsyncFiles:
    """Operations tagged Files."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def put(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """PUT /files

        Asynchronous: see `Files.put`.
        """
        return await self._client.request(operations.PUT, {}, options)

    async def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /files

        Asynchronous: see `Files.create`.
        """
        return await self._client.request(operations.CREATE, {}, options)
