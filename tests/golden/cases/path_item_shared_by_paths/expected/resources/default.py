# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import default as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.show_lamp import ShowLampResponse


class Default:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def get_lamps_id(
        self,
        id: int,
        **options: Unpack[RequestOptions],
    ) -> ShowLampResponse:
        """GET /lamps/{id}

        Returns:
            A lamp.
        """
        return self._client.request(operations.GET_LAMPS_ID, {"id": id}, options)

    def get_lights_id(
        self,
        id: int,
        **options: Unpack[RequestOptions],
    ) -> ShowLampResponse:
        """GET /lights/{id}

        Returns:
            A lamp.
        """
        return self._client.request(operations.GET_LIGHTS_ID, {"id": id}, options)

    def remove_beacon(
        self,
        id: int,
        *,
        dim: bool | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """DELETE /beacons/{id}

        Returns:
            It is gone.
        """
        return self._client.request(
            operations.REMOVE_BEACON, {"id": id, "dim": dim}, options
        )

    def get_beacons_id(
        self,
        id: int,
        *,
        dim: bool | None = None,
        **options: Unpack[RequestOptions],
    ) -> ShowLampResponse:
        """GET /beacons/{id}

        Returns:
            A lamp.
        """
        return self._client.request(
            operations.GET_BEACONS_ID, {"id": id, "dim": dim}, options
        )

    def replace_lost(
        self,
        id: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """PUT /lost/{id}

        Returns:
            What stands beside the reference is there all the same.
        """
        return self._client.request(operations.REPLACE_LOST, {"id": id}, options)


class AsyncDefault:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def get_lamps_id(
        self,
        id: int,
        **options: Unpack[RequestOptions],
    ) -> ShowLampResponse:
        """GET /lamps/{id}

        Asynchronous: see `Default.get_lamps_id`.
        """
        return await self._client.request(operations.GET_LAMPS_ID, {"id": id}, options)

    async def get_lights_id(
        self,
        id: int,
        **options: Unpack[RequestOptions],
    ) -> ShowLampResponse:
        """GET /lights/{id}

        Asynchronous: see `Default.get_lights_id`.
        """
        return await self._client.request(operations.GET_LIGHTS_ID, {"id": id}, options)

    async def remove_beacon(
        self,
        id: int,
        *,
        dim: bool | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """DELETE /beacons/{id}

        Asynchronous: see `Default.remove_beacon`.
        """
        return await self._client.request(
            operations.REMOVE_BEACON, {"id": id, "dim": dim}, options
        )

    async def get_beacons_id(
        self,
        id: int,
        *,
        dim: bool | None = None,
        **options: Unpack[RequestOptions],
    ) -> ShowLampResponse:
        """GET /beacons/{id}

        Asynchronous: see `Default.get_beacons_id`.
        """
        return await self._client.request(
            operations.GET_BEACONS_ID, {"id": id, "dim": dim}, options
        )

    async def replace_lost(
        self,
        id: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """PUT /lost/{id}

        Asynchronous: see `Default.replace_lost`.
        """
        return await self._client.request(operations.REPLACE_LOST, {"id": id}, options)
