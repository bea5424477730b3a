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

    def send_parcel(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /parcels

        Returns:
            On its way.
        """
        return self._client.request(operations.SEND_PARCEL, {}, options)


class AsyncDefault:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def send_parcel(
        self,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /parcels

        Asynchronous: see `Default.send_parcel`.
        """
        return await self._client.request(operations.SEND_PARCEL, {}, options)
