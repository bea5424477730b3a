# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import things as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.create_thing import CreateThingBody
    from ..models.send_batch import SendBatchBodyItem


class Things:
    """Operations tagged Things."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def create(
        self,
        *,
        body: CreateThingBody,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /things

        Returns:
            Made.
        """
        return self._client.request(operations.CREATE, {}, options, body)

    def send_batch(
        self,
        *,
        body: list[SendBatchBodyItem] | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /batch

        Returns:
            Done.
        """
        return self._client.request(operations.SEND_BATCH, {}, options, body)


class AsyncThings:
    """Operations tagged Things."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def create(
        self,
        *,
        body: CreateThingBody,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /things

        Asynchronous: see `Things.create`.
        """
        return await self._client.request(operations.CREATE, {}, options, body)

    async def send_batch(
        self,
        *,
        body: list[SendBatchBodyItem] | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /batch

        Asynchronous: see `Things.send_batch`.
        """
        return await self._client.request(operations.SEND_BATCH, {}, options, body)
