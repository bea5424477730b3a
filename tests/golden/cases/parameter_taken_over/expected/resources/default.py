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

    def read_clock(
        self,
        id: int,
        *,
        zone: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /clocks/{id}

        Returns:
            Silent.
        """
        return self._client.request(
            operations.READ_CLOCK, {"id": id, "zone": zone}, options
        )


class AsyncDefault:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def read_clock(
        self,
        id: int,
        *,
        zone: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /clocks/{id}

        Asynchronous: see `Default.read_clock`.
        """
        return await self._client.request(
            operations.READ_CLOCK, {"id": id, "zone": zone}, options
        )
