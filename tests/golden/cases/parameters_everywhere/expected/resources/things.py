# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import things as operations

if TYPE_CHECKING:
    from datetime import date
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.get_thing import GetThingSort


class Things:
    """Operations tagged Things."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def get(
        self,
        id: str,
        day: date,
        *,
        sort: GetThingSort,
        page_size: int | None = None,
        tags: list[str] | None = None,
        x_trace: str | None = None,
        seen: bool | None = None,
        timeout_: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /things/{id}/{day}

        Args:
            page_size: Default: 20.

        Returns:
            Nothing.

        Raises:
            NotFoundError: Not there.
            OtherClientError: Something else.
            OtherClientError, OtherServerError: Anything else.
        """
        return self._client.request(
            operations.GET,
            {
                "id": id,
                "day": day,
                "page_size": page_size,
                "sort": sort,
                "tags": tags,
                "x_trace": x_trace,
                "seen": seen,
                "timeout_": timeout_,
            },
            options,
        )


class AsyncThings:
    """Operations tagged Things."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def get(
        self,
        id: str,
        day: date,
        *,
        sort: GetThingSort,
        page_size: int | None = None,
        tags: list[str] | None = None,
        x_trace: str | None = None,
        seen: bool | None = None,
        timeout_: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /things/{id}/{day}

        Asynchronous: see `Things.get`.
        """
        return await self._client.request(
            operations.GET,
            {
                "id": id,
                "day": day,
                "page_size": page_size,
                "sort": sort,
                "tags": tags,
                "x_trace": x_trace,
                "seen": seen,
                "timeout_": timeout_,
            },
            options,
        )
