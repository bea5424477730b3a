# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import files as operations
from .._runtime.stream_async import AsyncStream
from .._runtime.stream_sync import Stream

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase


class Files:
    """Operations tagged Files."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def get_text(
        self,
        **options: Unpack[RequestOptions],
    ) -> str:
        """GET /a

        Returns:
            Text.
        """
        return self._client.request(operations.GET_TEXT, {}, options)

    def get_bytes(
        self,
        **options: Unpack[RequestOptions],
    ) -> bytes:
        """GET /b

        Returns:
            Bytes.
        """
        return self._client.request(operations.GET_BYTES, {}, options)

    def get_bytes_stream(
        self,
        **options: Unpack[RequestOptions],
    ) -> Stream[bytes]:
        """GET /b

        Returns:
            Bytes. (application/octet-stream)
        """
        return Stream.open(self._client, operations.GET_BYTES_STREAM, {}, options)


class AsyncFiles:
    """Operations tagged Files."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def get_text(
        self,
        **options: Unpack[RequestOptions],
    ) -> str:
        """GET /a

        Asynchronous: see `Files.get_text`.
        """
        return await self._client.request(operations.GET_TEXT, {}, options)

    async def get_bytes(
        self,
        **options: Unpack[RequestOptions],
    ) -> bytes:
        """GET /b

        Asynchronous: see `Files.get_bytes`.
        """
        return await self._client.request(operations.GET_BYTES, {}, options)

    async def get_bytes_stream(
        self,
        **options: Unpack[RequestOptions],
    ) -> AsyncStream[bytes]:
        """GET /b

        Asynchronous: see `Files.get_bytes_stream`.
        """
        return await AsyncStream.open(
            self._client, operations.GET_BYTES_STREAM, {}, options
        )
