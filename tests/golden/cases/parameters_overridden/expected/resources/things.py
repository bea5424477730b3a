# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import things as operations

if TYPE_CHECKING:
    from typing import Any, Literal
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase


class Things:
    """Operations tagged Things."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def read(
        self,
        id: int,
        *,
        x_trace: str | None = None,
        limit: int | Literal[""] | None = None,
        accept: str | None = None,
        id_query: str | None = None,
        filter: dict[str, Any] | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /things/{id}

        Args:
            id: The number of the thing.
            limit: How many. Default: 20.

        Returns:
            Read.
        """
        return self._client.request(
            operations.READ,
            {
                "id": id,
                "x_trace": x_trace,
                "limit": limit,
                "accept": accept,
                "id_query": id_query,
                "filter": filter,
            },
            options,
        )


class AsyncThings:
    """Operations tagged Things."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def read(
        self,
        id: int,
        *,
        x_trace: str | None = None,
        limit: int | Literal[""] | None = None,
        accept: str | None = None,
        id_query: str | None = None,
        filter: dict[str, Any] | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /things/{id}

        Asynchronous: see `Things.read`.
        """
        return await self._client.request(
            operations.READ,
            {
                "id": id,
                "x_trace": x_trace,
                "limit": limit,
                "accept": accept,
                "id_query": id_query,
                "filter": filter,
            },
            options,
        )
