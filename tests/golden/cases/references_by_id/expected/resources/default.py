# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import default as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.tree import Tree


class Default:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def list_trees(
        self,
        **options: Unpack[RequestOptions],
    ) -> list[Tree]:
        """GET /trees

        Returns:
            Every tree.
        """
        return self._client.request(operations.LIST_TREES, {}, options)


class AsyncDefault:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def list_trees(
        self,
        **options: Unpack[RequestOptions],
    ) -> list[Tree]:
        """GET /trees

        Asynchronous: see `Default.list_trees`.
        """
        return await self._client.request(operations.LIST_TREES, {}, options)
