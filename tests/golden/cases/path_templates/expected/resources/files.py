# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import files as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase


class Files:
    """Operations tagged Files."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def read(
        self,
        name: str,
        ext: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /files/{name}.{ext}

        Args:
            ext: What follows the dot.

        Returns:
            Read.
        """
        return self._client.request(
            operations.READ, {"name": name, "ext": ext}, options
        )

    def read_signs(
        self,
        list_: list[int],
        undeclared: str,
        kind: str,
        nowhere: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /signs/{list}/{undeclared}?kind={kind}#part

        Returns:
            Read.
        """
        return self._client.request(
            operations.READ_SIGNS,
            {
                "list_": list_,
                "undeclared": undeclared,
                "kind": kind,
                "nowhere": nowhere,
            },
            options,
        )


class AsyncFiles:
    """Operations tagged Files."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def read(
        self,
        name: str,
        ext: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /files/{name}.{ext}

        Asynchronous: see `Files.read`.
        """
        return await self._client.request(
            operations.READ, {"name": name, "ext": ext}, options
        )

    async def read_signs(
        self,
        list_: list[int],
        undeclared: str,
        kind: str,
        nowhere: str,
        **options: Unpack[RequestOptions],
    ) -> None:
        """GET /signs/{list}/{undeclared}?kind={kind}#part

        Asynchronous: see `Files.read_signs`.
        """
        return await self._client.request(
            operations.READ_SIGNS,
            {
                "list_": list_,
                "undeclared": undeclared,
                "kind": kind,
                "nowhere": nowhere,
            },
            options,
        )
