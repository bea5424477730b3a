# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import default as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase


class Default:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def get_things(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /things

        Returns:
            None.
        """
        return self._client.request(operations.GET_THINGS, {}, options)


class AsyncDefault:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def get_things(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /things

        Asynchronous: see `Default.get_things`.
        """
        return await self._client.request(operations.GET_THINGS, {}, options)
