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
    from ..models.create_talk import CreateTalkResponseItem


class Talks:
    """What was said."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> Stream[CreateTalkResponseItem]:
        """POST /talk

        Returns:
            Words and notes.
        """
        return Stream.open(self._client, operations.CREATE, {}, options)


class AsyncTalks:
    """What was said."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def create(
        self,
        **options: Unpack[RequestOptions],
    ) -> AsyncStream[CreateTalkResponseItem]:
        """POST /talk

        Asynchronous: see `Talks.create`.
        """
        return await AsyncStream.open(self._client, operations.CREATE, {}, options)
