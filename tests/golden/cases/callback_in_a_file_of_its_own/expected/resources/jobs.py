# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import jobs as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase


class Jobs:
    """Operations tagged jobs."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def start(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /jobs

        Returns:
            Begun.
        """
        return self._client.request(operations.START, {}, options)


class AsyncJobs:
    """Operations tagged jobs."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def start(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /jobs

        Asynchronous: see `Jobs.start`.
        """
        return await self._client.request(operations.START, {}, options)
