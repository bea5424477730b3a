# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import old as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.old import Old


class OldResource:
    """Operations tagged old."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def read(
        self,
        *,
        q: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> Old:
        """Deprecated.

        GET /old

        Args:
            q: Deprecated.

        Returns:
            It.
        """
        return self._client.request(operations.READ, {"q": q}, options)


class AsyncOldResource:
    """Operations tagged old."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def read(
        self,
        *,
        q: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> Old:
        """Deprecated. GET /old

        Asynchronous: see `OldResource.read`.
        """
        return await self._client.request(operations.READ, {"q": q}, options)
