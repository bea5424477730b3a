# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import things as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.dry import Dry
    from ..models.thing import Thing


class Things:
    """Operations tagged things."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def create(
        self,
        *,
        body: Thing,
        dry: Dry | None = None,
        **options: Unpack[RequestOptions],
    ) -> Thing:
        """POST /things

        Returns:
            It.

        Headers:
            X-Count: How many.

        Links:
            read: createThing(): Once more.
        """
        return self._client.request(operations.CREATE, {"dry": dry}, options, body)


class AsyncThings:
    """Operations tagged things."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def create(
        self,
        *,
        body: Thing,
        dry: Dry | None = None,
        **options: Unpack[RequestOptions],
    ) -> Thing:
        """POST /things

        Asynchronous: see `Things.create`.
        """
        return await self._client.request(
            operations.CREATE, {"dry": dry}, options, body
        )
