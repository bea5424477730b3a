"""The synchronous shell: it sends and sleeps; what to send and what an answer means is decided elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    import httpx2

    from .operation import ClientSettings, Operation, RequestOptions
    from .request import Request
    from .transport import SyncTransport, Response

T = TypeVar("T")


class SyncBase:
    """The base of the synchronous client."""

    def __init__(
        self,
        settings: ClientSettings,
        transport: SyncTransport | httpx2.Client | None = None,
    ) -> None:
        from . import engine

        self._engine = engine
        self._settings = settings
        self._transport: SyncTransport = engine.sync_transport(transport)

    def request(
        self,
        operation: Operation[T],
        arguments: Mapping[str, Any],
        options: RequestOptions,
        body: Any = None,
    ) -> T:
        """Call an operation.

        Raises:
            APIError: the tree of exceptions in `errors`.
            ValueError: an argument cannot stand where it goes; nothing was sent.
        """
        from time import sleep

        request = self._engine.build_request(
            operation, arguments, body, self._settings, options
        )
        retries = options.get("max_retries", self._settings.max_retries)
        attempt = 1
        while True:
            response, delay = self._attempt(operation, request, attempt, retries)
            if response is not None and delay is None:
                break
            self._engine.log.debug(
                "%s: attempt %d failed, next in %.2f s", request.label, attempt, delay
            )
            sleep(delay or 0.0)
            attempt += 1
        if self._engine.is_success(response.status):
            result: T = self._engine.read_success(operation, request, response)
            return result
        raise self._engine.status_error(
            operation, request, response, self._settings, attempt
        )

    def _attempt(
        self, operation: Operation[Any], request: Request, attempt: int, retries: int
    ) -> tuple[Response | None, float | None]:
        """Send once: an answer to return, or the seconds to wait before the next attempt."""
        try:
            response = self._transport.send(request)
        except self._engine.APIConnectionError as error:
            delay = self._engine.after_loss(
                error.may_have_arrived,
                operation.is_idempotent,
                attempt,
                self._engine.random,
            )
            if delay is None or attempt > retries:
                raise
            return None, delay
        self._engine.log.debug("%s: %d", request.label, response.status)
        if self._engine.is_success(response.status) or attempt > retries:
            return response, None
        told = getattr(self._engine.error_body(operation, response), "retryable", None)
        delay = self._engine.after_status(
            response.status,
            response.headers,
            told if isinstance(told, bool) else None,
            operation.is_idempotent,
            attempt,
            self._engine.random,
        )
        return response, delay

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._settings.base_url!r})"
