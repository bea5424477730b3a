# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import things as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.list_things import ListThingsResponse


class Things:
    """Operations tagged things."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def list(
        self,
        *,
        after: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> ListThingsResponse:
        """GET /things

        It comes in pages: see `pagination.pages`.

        Returns:
            A page.
        """
        return self._client.request(operations.LIST, {"after": after}, options)

    def create(
        self,
        *,
        idempotency_key: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /things

        Returns:
            Made.

        Raises:
            ConflictError: Later.
        """
        return self._client.request(
            operations.CREATE, {"idempotency_key": idempotency_key}, options
        )


class AsyncThings:
    """Operations tagged things."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def list(
        self,
        *,
        after: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> ListThingsResponse:
        """GET /things

        Asynchronous: see `Things.list`.
        """
        return await self._client.request(operations.LIST, {"after": after}, options)

    async def create(
        self,
        *,
        idempotency_key: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /things

        Asynchronous: see `Things.create`.
        """
        return await self._client.request(
            operations.CREATE, {"idempotency_key": idempotency_key}, options
        )
