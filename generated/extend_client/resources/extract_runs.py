# Made by specpress from an OpenAPI document: edit the document or the templates, not this file.
from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from .._operations import extract_runs as operations

if TYPE_CHECKING:
    from .._runtime.operation import RequestOptions
    from .._runtime.shell_async import AsyncBase
    from .._runtime.shell_sync import SyncBase
    from ..models.extract_run import ExtractRun


class ExtractRuns:
    """Extractions of data from files."""

    __slots__ = ("_client",)

    def __init__(self, client: SyncBase) -> None:
        self._client = client

    def cancel(
        self,
        id: str,
        *,
        api_version: str | None = None,
        workspace_id: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> ExtractRun:
        """Cancel an extract run.

        Only a run in PROCESSING can be cancelled. It is best effort: a run that is about to end may
        still finish, so read the status of the answer, or read the run again, where the outcome
        matters. Cancelling a run twice is refused.

        Args:
            id: Id of the run. Opaque: prefixes may change.
            api_version: Version of the API. Keys made after 2025-04-21 are refused without it; with
                older keys the version is then 2024-12-23. Default: "2026-02-09".
            workspace_id: Id of the workspace (`ws_…`). Required with a key of the organization,
                optional with one of a workspace.
        """
        return self._client.request(
            operations.CANCEL,
            {
                "id": id,
                "api_version": api_version,
                "workspace_id": workspace_id,
            },
            options,
        )


class AsyncExtractRuns:
    """Extractions of data from files."""

    __slots__ = ("_client",)

    def __init__(self, client: AsyncBase) -> None:
        self._client = client

    async def cancel(
        self,
        id: str,
        *,
        api_version: str | None = None,
        workspace_id: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> ExtractRun:
        """Cancel an extract run.

        Only a run in PROCESSING can be cancelled. It is best effort: a run that is about to end may
        still finish, so read the status of the answer, or read the run again, where the outcome
        matters. Cancelling a run twice is refused.

        Args:
            id: Id of the run. Opaque: prefixes may change.
            api_version: Version of the API. Keys made after 2025-04-21 are refused without it; with
                older keys the version is then 2024-12-23. Default: "2026-02-09".
            workspace_id: Id of the workspace (`ws_…`). Required with a key of the organization,
                optional with one of a workspace.
        """
        return await self._client.request(
            operations.CANCEL,
            {
                "id": id,
                "api_version": api_version,
                "workspace_id": workspace_id,
            },
            options,
        )
