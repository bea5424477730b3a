"""The synchronous shell: it sends and sleeps; what to send and what an answer means is decided elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    import httpx2

    from .operation import ClientSettings, Operation, RequestOptions
    from .request import Request
    from .stream_sync import Stream
    from .transport import SyncOpenResponse, SyncTransport, Response

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
        content_type: str | None = None,
    ) -> T:
        """Call an operation.

        Raises:
            APIError: the tree of exceptions in `errors`.
            ValueError: an argument cannot stand where it goes; nothing was sent.
        """
        request = self._engine.build_request(
            operation, arguments, body, self._settings, options, content_type
        )
        response, attempts = self._attempts(
            operation, request, options, self._transport.send
        )
        if self._engine.is_success(response.status):
            result: T = self._engine.read_success(operation, request, response)
            return result
        raise self._engine.status_error(
            operation, request, response, self._settings, attempts
        )

    def stream(
        self,
        operation: Operation[T],
        arguments: Mapping[str, Any],
        options: RequestOptions,
        body: Any = None,
        content_type: str | None = None,
    ) -> Stream[T]:
        """Call an operation whose answer comes in parts.

        Raises:
            APIError: the tree of exceptions in `errors`.
            ValueError: an argument cannot stand where it goes; nothing was sent.
        """
        from .stream_sync import Stream

        request = self._engine.build_request(
            operation, arguments, body, self._settings, options, content_type
        )
        opened: list[SyncOpenResponse] = []

        def send(request: Request) -> Response:
            opened[:] = [self._transport.open(request)]
            return _read_unless_success(opened[0], self._engine)

        response, attempts = self._attempts(operation, request, options, send)
        if not self._engine.is_success(response.status):
            raise self._engine.status_error(
                operation, request, response, self._settings, attempts
            )
        try:
            answer = self._engine.stream_of(operation, request, opened[0])
        except self._engine.APIDecodeError:
            opened[0].close()
            raise
        return Stream(request, opened[0], answer)

    def _attempts(
        self,
        operation: Operation[Any],
        request: Request,
        options: RequestOptions,
        send: Callable[[Request], Response],
    ) -> tuple[Response, int]:
        """Send until there is an answer to give, and count how often."""
        from time import sleep

        retries = options.get("max_retries", self._settings.max_retries)
        attempt = 1
        while True:
            response, delay = self._attempt(operation, request, attempt, retries, send)
            if response is not None and delay is None:
                return response, attempt
            self._engine.log.debug(
                "%s: attempt %d failed, next in %.2f s", request.label, attempt, delay
            )
            sleep(delay or 0.0)
            attempt += 1

    def _attempt(
        self,
        operation: Operation[Any],
        request: Request,
        attempt: int,
        retries: int,
        send: Callable[[Request], Response],
    ) -> tuple[Response | None, float | None]:
        """Send once: an answer to return, or the seconds to wait before the next attempt."""
        try:
            response = send(request)
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


def _read_unless_success(opened: SyncOpenResponse, engine: Any) -> Response:
    """The answer; the body of an error is read, that of a success is left to its stream."""
    content = b""
    if not engine.is_success(opened.status):
        content = b"".join([chunk for chunk in opened.chunks])
        opened.close()
    response: Response = engine.Response(opened.status, opened.headers, content)
    return response
