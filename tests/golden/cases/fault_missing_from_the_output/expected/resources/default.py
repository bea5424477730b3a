# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import default as operations

if TYPE_CHECKING:
    from typing import Any
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.t import T


class Default:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def get_things_id(
        self,
        id: str,
        *,
        z: int | None = None,
        t: Any = None,
        c: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """GET /things/{id}

        Returns:
            y
        """
        return self._client.request(
            operations.GET_THINGS_ID, {"id": id, "z": z, "t": t, "c": c}, options
        )


class AsyncDefault:
    """Operations tagged Default."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def get_things_id(
        self,
        id: str,
        *,
        z: int | None = None,
        t: Any = None,
        c: int | None = None,
        **options: Unpack[RequestOptions],
    ) -> T:
        """GET /things/{id}

        Asynchronous: see `Default.get_things_id`.
        """
        return await self._client.request(
            operations.GET_THINGS_ID, {"id": id, "z": z, "t": t, "c": c}, options
        )
