# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import things as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.thing import ThingObject


class Things:
    """Operations tagged things."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def read(
        self,
        id: str,
        **options: Unpack[RequestOptions],
    ) -> ThingObject:
        """GET /things/{id}

        Returns:
            It.
        """
        return self._client.request(operations.READ, {"id": id}, options)


class AsyncThings:
    """Operations tagged things."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def read(
        self,
        id: str,
        **options: Unpack[RequestOptions],
    ) -> ThingObject:
        """GET /things/{id}

        Asynchronous: see `Things.read`.
        """
        return await self._client.request(operations.READ, {"id": id}, options)
