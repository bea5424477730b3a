# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import rows as operations
from .._runtime.stream_async import AsyncStream
from .._runtime.stream_sync import Stream

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.row import Row


class Rows:
    """Operations tagged Rows."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def read(
        self,
        **options: Unpack[RequestOptions],
    ) -> Stream[Row]:
        """GET /rows

        Returns:
            Rows.
        """
        return Stream.open(self._client, operations.READ, {}, options)

    def read_steps(
        self,
        **options: Unpack[RequestOptions],
    ) -> Stream[Row]:
        """GET /steps

        Returns:
            Steps.
        """
        return Stream.open(self._client, operations.READ_STEPS, {}, options)


class AsyncRows:
    """Operations tagged Rows."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def read(
        self,
        **options: Unpack[RequestOptions],
    ) -> AsyncStream[Row]:
        """GET /rows

        Asynchronous: see `Rows.read`.
        """
        return await AsyncStream.open(self._client, operations.READ, {}, options)

    async def read_steps(
        self,
        **options: Unpack[RequestOptions],
    ) -> AsyncStream[Row]:
        """GET /steps

        Asynchronous: see `Rows.read_steps`.
        """
        return await AsyncStream.open(self._client, operations.READ_STEPS, {}, options)
