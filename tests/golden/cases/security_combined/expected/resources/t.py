# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import t as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase


class T:
    """Operations tagged t."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def read_open(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /open

        Returns:
            None.
        """
        return self._client.request(operations.READ_OPEN, {}, options)

    def read_shut(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /shut

        Returns:
            None.
        """
        return self._client.request(operations.READ_SHUT, {}, options)


class AsyncT:
    """Operations tagged t."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def read_open(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /open

        Asynchronous: see `T.read_open`.
        """
        return await self._client.request(operations.READ_OPEN, {}, options)

    async def read_shut(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /shut

        Asynchronous: see `T.read_shut`.
        """
        return await self._client.request(operations.READ_SHUT, {}, options)
