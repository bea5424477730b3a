# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import files as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.upload import UploadBody


class Files:
    """Operations tagged files."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def upload(
        self,
        *,
        body: UploadBody,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /files

        Returns:
            Taken.
        """
        return self._client.request(operations.UPLOAD, {}, options, body)


class AsyncFiles:
    """Operations tagged files."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def upload(
        self,
        *,
        body: UploadBody,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /files

        Asynchronous: see `Files.upload`.
        """
        return await self._client.request(operations.UPLOAD, {}, options, body)
