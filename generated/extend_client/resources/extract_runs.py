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

        Returns:
            The run, as it is now.

        Headers:
            x-extend-request-id: Id of the request, for support.
            Retry-After (429): Seconds to wait before the next request; not always sent.

        Raises:
            BadRequestError: The request is not valid, the version header is missing or unknown, or
                the run is not in a state that can be cancelled. That the refusal of a cancel comes
                as INVALID_REQUEST, not retryable, is inferred: it is documented nowhere. Read the
                run again.
            UnauthorizedError: The API key is missing, malformed or not valid.
            PaymentRequiredError: The account is out of credits.
            ForbiddenError: The key or its workspace has no permission.
            NotFoundError: There is no such run.
            UnprocessableEntityError: The request is well-formed but cannot be carried out.
            TooManyRequestsError: Too many requests. Wait, with jitter, and as long as Retry-After
                says where it is sent.
            InternalServerError: The service failed.
            ExtractRunNotCancellableError: the status forbids it, which is allowed in PROCESSING.
        """
        return self._client.request(
            operations.CANCEL,
            {"id": id, "api_version": api_version, "workspace_id": workspace_id},
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

        Asynchronous: see `ExtractRuns.cancel`.
        """
        return await self._client.request(
            operations.CANCEL,
            {"id": id, "api_version": api_version, "workspace_id": workspace_id},
            options,
        )
