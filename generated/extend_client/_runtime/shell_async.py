"""The asynchronous shell: it sends and sleeps; what to send and what an answer means is decided elsewhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    import httpx2

    from .operation import ClientSettings, Operation, RequestOptions
    from .request import Request
    from .stream_async import AsyncStream
    from .transport import AsyncOpenResponse, AsyncTransport, Response

T = TypeVar("T")


class AsyncBase:
    """The base of the asynchronous client."""

    def __init__(
        self,
        settings: ClientSettings,
        transport: AsyncTransport | httpx2.AsyncClient | None = None,
    ) -> None:
        from . import engine

        self._engine = engine
        self._settings = settings
        self._transport: AsyncTransport = engine.async_transport(transport)

    async def request(
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
        response, attempts = await self._attempts(
            operation, request, options, self._transport.send
        )
        if self._engine.is_success(response.status):
            result: T = self._engine.read_success(operation, request, response)
            return result
        raise self._engine.status_error(
            operation, request, response, self._settings, attempts
        )

    async def stream(
        self,
        operation: Operation[T],
        arguments: Mapping[str, Any],
        options: RequestOptions,
        body: Any = None,
        content_type: str | None = None,
    ) -> AsyncStream[T]:
        """Call an operation whose answer comes in parts.

        Raises:
            APIError: the tree of exceptions in `errors`.
            ValueError: an argument cannot stand where it goes; nothing was sent.
        """
        from .stream_async import AsyncStream

        request = self._engine.build_request(
            operation, arguments, body, self._settings, options, content_type
        )
        opened: list[AsyncOpenResponse] = []

        async def send(request: Request) -> Response:
            opened[:] = [await self._transport.open(request)]
            return await _read_unless_success(opened[0], self._engine)

        response, attempts = await self._attempts(operation, request, options, send)
        if not self._engine.is_success(response.status):
            raise self._engine.status_error(
                operation, request, response, self._settings, attempts
            )
        try:
            answer = self._engine.stream_of(operation, request, opened[0])
        except self._engine.APIDecodeError:
            await opened[0].aclose()
            raise
        return AsyncStream(request, opened[0], answer)

    async def _attempts(
        self,
        operation: Operation[Any],
        request: Request,
        options: RequestOptions,
        send: Callable[[Request], Awaitable[Response]],
    ) -> tuple[Response, int]:
        """Send until there is an answer to give, and count how often."""
        from asyncio import sleep  # loads ssl: not before it is needed

        retries = options.get("max_retries", self._settings.max_retries)
        attempt = 1
        while True:
            response, delay = await self._attempt(
                operation, request, attempt, retries, send
            )
            if response is not None and delay is None:
                return response, attempt
            self._engine.log.debug(
                "%s: attempt %d failed, next in %.2f s", request.label, attempt, delay
            )
            await sleep(delay or 0.0)
            attempt += 1

    async def _attempt(
        self,
        operation: Operation[Any],
        request: Request,
        attempt: int,
        retries: int,
        send: Callable[[Request], Awaitable[Response]],
    ) -> tuple[Response | None, float | None]:
        """Send once: an answer to return, or the seconds to wait before the next attempt."""
        try:
            response = await send(request)
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

    async def aclose(self) -> None:
        """Close the connections."""
        await self._transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._settings.base_url!r})"


async def _read_unless_success(opened: AsyncOpenResponse, engine: Any) -> Response:
    """The answer; the body of an error is read, that of a success is left to its stream."""
    content = b""
    if not engine.is_success(opened.status):
        content = b"".join([chunk async for chunk in opened.chunks])
        await opened.aclose()
    response: Response = engine.Response(opened.status, opened.headers, content)
    return response
