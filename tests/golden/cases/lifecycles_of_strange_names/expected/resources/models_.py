# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import models_ as operations

if TYPE_CHECKING:
    from uuid import UUID
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.step import Step


class Models:
    """Operations tagged models."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def stop(
        self,
        store: str,
        step_id: UUID,
        *,
        why: str,
        **options: Unpack[RequestOptions],
    ) -> Step:
        """POST /stores/{store}/steps/{stepId}/models

        Returns:
            The step.

        Raises:
            OtherClientError, OtherServerError: What went wrong.
            BadRequest400Error: the If forbids it, which is allowed in {client}, .
        """
        return self._client.request(
            operations.STOP, {"store": store, "step_id": step_id, "why": why}, options
        )


class AsyncModels:
    """Operations tagged models."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def stop(
        self,
        store: str,
        step_id: UUID,
        *,
        why: str,
        **options: Unpack[RequestOptions],
    ) -> Step:
        """POST /stores/{store}/steps/{stepId}/models

        Asynchronous: see `Models.stop`.
        """
        return await self._client.request(
            operations.STOP, {"store": store, "step_id": step_id, "why": why}, options
        )
