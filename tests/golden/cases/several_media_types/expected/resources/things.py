# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import things as operations

if TYPE_CHECKING:
    from typing import Literal
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from .._runtime.files import FileContent
    from ..models.patch_thing import PatchThingBody
    from ..models.thing import Thing


class Things:
    """Operations tagged Things."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def put(
        self,
        *,
        body: Thing | FileContent | list[Thing] | None = None,
        content_type: (
            Literal[
                "application/json", "application/xml", "image/*", "application/x-ndjson"
            ]
            | None
        ) = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """PUT /things

        Args:
            body: The thing in any of its forms.
            content_type: how the body is written; without it, as what fits it first.

        Returns:
            Put.
        """
        return self._client.request(operations.PUT, {}, options, body, content_type)

    def patch(
        self,
        *,
        body: PatchThingBody | None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """PATCH /things

        Returns:
            Put.
        """
        return self._client.request(operations.PATCH, {}, options, body)


class AsyncThings:
    """Operations tagged Things."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def put(
        self,
        *,
        body: Thing | FileContent | list[Thing] | None = None,
        content_type: (
            Literal[
                "application/json", "application/xml", "image/*", "application/x-ndjson"
            ]
            | None
        ) = None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """PUT /things

        Asynchronous: see `Things.put`.
        """
        return await self._client.request(
            operations.PUT, {}, options, body, content_type
        )

    async def patch(
        self,
        *,
        body: PatchThingBody | None,
        **options: Unpack[RequestOptions],
    ) -> None:
        """PATCH /things

        Asynchronous: see `Things.patch`.
        """
        return await self._client.request(operations.PATCH, {}, options, body)
