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

    def get_lamps_id(
        self,
        id: Any,
        **options: Unpack[RequestOptions],
    ) -> dict[str, Any]:
        """GET /lamps/{id}"""
        return self._client.request(operations.GET_LAMPS_ID, {"id": id}, options)

    def put_lamps_id(
        self,
        id: str,
        **options: Unpack[RequestOptions],
    ) -> list[Any]:
        """PUT /lamps/{id}

        Args:
            id: At least -1 characters.

        Returns:
            Done.

        Raises:
            OtherClientError, OtherServerError: Done.
        """
        return self._client.request(operations.PUT_LAMPS_ID, {"id": id}, options)


class AsyncDefault:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def get_lamps_id(
        self,
        id: Any,
        **options: Unpack[RequestOptions],
    ) -> dict[str, Any]:
        """GET /lamps/{id}

        Asynchronous: see `Default.get_lamps_id`.
        """
        return await self._client.request(operations.GET_LAMPS_ID, {"id": id}, options)

    async def put_lamps_id(
        self,
        id: str,
        **options: Unpack[RequestOptions],
    ) -> list[Any]:
        """PUT /lamps/{id}

        Asynchronous: see `Default.put_lamps_id`.
        """
        return await self._client.request(operations.PUT_LAMPS_ID, {"id": id}, options)
