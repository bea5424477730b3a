# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import default as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.search import SearchBody, SearchResponseItem


class Default:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def search(
        self,
        *,
        body: SearchBody | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[SearchResponseItem]:
        """POST /search

        Returns:
            Found.
        """
        return self._client.request(operations.SEARCH, {}, options, body)


class AsyncDefault:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def search(
        self,
        *,
        body: SearchBody | None = None,
        **options: Unpack[RequestOptions],
    ) -> list[SearchResponseItem]:
        """POST /search

        Asynchronous: see `Default.search`.
        """
        return await self._client.request(operations.SEARCH, {}, options, body)
