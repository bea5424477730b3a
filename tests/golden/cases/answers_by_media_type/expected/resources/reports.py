# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import reports as operations
from .._runtime.stream_async import AsyncStream
from .._runtime.stream_sync import Stream

if TYPE_CHECKING:
    from typing import Any
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.report import Report


class Reports:
    """Operations tagged Reports."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def read(
        self,
        **options: Unpack[RequestOptions],
    ) -> Report:
        """GET /report

        Returns:
            In any form.
        """
        return self._client.request(operations.READ, {}, options)

    def read_text(
        self,
        **options: Unpack[RequestOptions],
    ) -> str:
        """GET /report

        Returns:
            In any form. (application/xml, text/csv)
        """
        return self._client.request(operations.READ_TEXT, {}, options)

    def read_stream(
        self,
        **options: Unpack[RequestOptions],
    ) -> Stream[bytes]:
        """GET /report

        Returns:
            In any form. (application/pdf)
        """
        return Stream.open(self._client, operations.READ_STREAM, {}, options)

    def read_any(
        self,
        **options: Unpack[RequestOptions],
    ) -> Any:
        """GET /any

        Returns:
            Anything.
        """
        return self._client.request(operations.READ_ANY, {}, options)

    def read_plain(
        self,
        **options: Unpack[RequestOptions],
    ) -> int:
        """GET /plain

        Returns:
            A number.
        """
        return self._client.request(operations.READ_PLAIN, {}, options)


class AsyncReports:
    """Operations tagged Reports."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def read(
        self,
        **options: Unpack[RequestOptions],
    ) -> Report:
        """GET /report

        Asynchronous: see `Reports.read`.
        """
        return await self._client.request(operations.READ, {}, options)

    async def read_text(
        self,
        **options: Unpack[RequestOptions],
    ) -> str:
        """GET /report

        Asynchronous: see `Reports.read_text`.
        """
        return await self._client.request(operations.READ_TEXT, {}, options)

    async def read_stream(
        self,
        **options: Unpack[RequestOptions],
    ) -> AsyncStream[bytes]:
        """GET /report

        Asynchronous: see `Reports.read_stream`.
        """
        return await AsyncStream.open(self._client, operations.READ_STREAM, {}, options)

    async def read_any(
        self,
        **options: Unpack[RequestOptions],
    ) -> Any:
        """GET /any

        Asynchronous: see `Reports.read_any`.
        """
        return await self._client.request(operations.READ_ANY, {}, options)

    async def read_plain(
        self,
        **options: Unpack[RequestOptions],
    ) -> int:
        """GET /plain

        Asynchronous: see `Reports.read_plain`.
        """
        return await self._client.request(operations.READ_PLAIN, {}, options)
