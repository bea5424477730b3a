# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import accounts as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.account import Account


class Accounts:
    """Operations tagged accounts."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def create(
        self,
        *,
        body: Account,
        **options: Unpack[RequestOptions],
    ) -> Account:
        """POST /accounts

        Returns:
            The account.
        """
        return self._client.request(operations.CREATE, {}, options, body)


class AsyncAccounts:
    """Operations tagged accounts."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def create(
        self,
        *,
        body: Account,
        **options: Unpack[RequestOptions],
    ) -> Account:
        """POST /accounts

        Asynchronous: see `Accounts.create`.
        """
        return await self._client.request(operations.CREATE, {}, options, body)
