# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import default as operations

if TYPE_CHECKING:
    from typing import Any
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase


class Default:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def list_books(
        self,
        **options: Unpack[RequestOptions],
    ) -> list[Any]:
        """GET /books

        Returns:
            Books.

        Raises:
            NotFoundError
        """
        return self._client.request(operations.LIST_BOOKS, {}, options)

    def add_book(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /books

        Returns:
            Added.
        """
        return self._client.request(operations.ADD_BOOK, {}, options)


class AsyncDefault:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def list_books(
        self,
        **options: Unpack[RequestOptions],
    ) -> list[Any]:
        """GET /books

        Asynchronous: see `Default.list_books`.
        """
        return await self._client.request(operations.LIST_BOOKS, {}, options)

    async def add_book(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /books

        Asynchronous: see `Default.add_book`.
        """
        return await self._client.request(operations.ADD_BOOK, {}, options)
