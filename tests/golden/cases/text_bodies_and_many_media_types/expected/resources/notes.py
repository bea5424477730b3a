# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import notes as operations

if TYPE_CHECKING:
    from typing import Literal
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from .._runtime.files import FileContent
    from ..models.add_note import AddNoteBody


class Notes:
    """Operations tagged notes."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def add(
        self,
        *,
        body: FileContent | AddNoteBody,
        content_type: (
            Literal[
                "text/plain",
                "application/xml",
                "application/json",
                "application/octet-stream",
            ]
            | None
        ) = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /notes

        Args:
            content_type: how the body is written; without it, as what fits it first.

        Returns:
            Taken.
        """
        return self._client.request(operations.ADD, {}, options, body, content_type)


class AsyncNotes:
    """Operations tagged notes."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def add(
        self,
        *,
        body: FileContent | AddNoteBody,
        content_type: (
            Literal[
                "text/plain",
                "application/xml",
                "application/json",
                "application/octet-stream",
            ]
            | None
        ) = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """POST /notes

        Asynchronous: see `Notes.add`.
        """
        return await self._client.request(
            operations.ADD, {}, options, body, content_type
        )
