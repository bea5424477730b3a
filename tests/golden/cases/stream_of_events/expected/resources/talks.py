# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import talks as operations
from .._runtime.stream_async import AsyncStream
from .._runtime.stream_sync import Stream

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from .._runtime.events import ServerSentEvent
    from ..models.word import Word


class Talks:
    """Operations tagged Talks."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> list[Word]:
        """POST /talk

        Returns:
            Words, one by one or all.
        """
        return self._client.request(operations.CREATE, {}, options)

    def create_stream(
        self,
        **options: Unpack[RequestOptions],
    ) -> Stream[Word]:
        """POST /talk

        Returns:
            Words, one by one or all. (text/event-stream)
        """
        return Stream.open(self._client, operations.CREATE_STREAM, {}, options)

    def read_log(
        self,
        **options: Unpack[RequestOptions],
    ) -> Stream[ServerSentEvent]:
        """GET /log

        Returns:
            200: As it grows.
            204: None.
        """
        return Stream.open(self._client, operations.READ_LOG, {}, options)


class AsyncTalks:
    """Operations tagged Talks."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> list[Word]:
        """POST /talk

        Asynchronous: see `Talks.create`.
        """
        return await self._client.request(operations.CREATE, {}, options)

    async def create_stream(
        self,
        **options: Unpack[RequestOptions],
    ) -> AsyncStream[Word]:
        """POST /talk

        Asynchronous: see `Talks.create_stream`.
        """
        return await AsyncStream.open(
            self._client, operations.CREATE_STREAM, {}, options
        )

    async def read_log(
        self,
        **options: Unpack[RequestOptions],
    ) -> AsyncStream[ServerSentEvent]:
        """GET /log

        Asynchronous: see `Talks.read_log`.
        """
        return await AsyncStream.open(self._client, operations.READ_LOG, {}, options)
