"""The asynchronous shell: it sends and sleeps; what to send and what an answer means is decided elsewhere."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, cast
from warnings import warn

if TYPE_CHECKING:
    import httpx2

    from .call import Call
    from .exchange import Captured, RawResponse
    from .operation import ClientSettings, Operation, RequestOptions
    from .request import Request
    from .response_reader import ResponseHead
    from .transport import AsyncOpenResponse, AsyncTransport, Library, Response

    Kept = Callable[[Operation[Any], ResponseHead], bool]
    """Whether the body of an answer is left to be read in parts."""

GRACE = 0.5
"""Seconds that a transport gets to keep to the total by itself, for it knows what was sent by then."""
OVER = "total timeout exceeded"
P = ParamSpec("P")
T = TypeVar("T")


class AsyncBase:
    """The base of the asynchronous client."""

    def __init__(
        self,
        settings: ClientSettings,
        transport: AsyncTransport | httpx2.AsyncClient | Library | None = None,
    ) -> None:
        from . import engine, clock_async, response_body_async

        self._engine, self._body, self._pace = engine, response_body_async, clock_async
        self._settings = settings
        self._budget = engine.Budget()
        self._transport: AsyncTransport = engine.async_transport(transport)
        self._owned = transport is None or isinstance(transport, str)
        self._is_open, self._is_used = True, False
        for credential in settings.credentials:
            attach = getattr(credential.value, "attach", None)
            if attach is not None:
                attach(self, credential)

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
        call = self._begin(operation, arguments, options, body, content_type)
        result: T = await self._result(call)
        return result

    async def _result(self, call: Call) -> Any:
        try:
            response, _ = await self._send(call)
            return call.result(response)
        except self._engine.APIError as error:
            # The errors that it was made from contain what the server sent.
            error.__context__ = None
            await self._tell_error(call, error)
            raise

    def raw(
        self,
        method: Callable[P, Awaitable[T]],
    ) -> Callable[P, Awaitable[RawResponse[T]]]:
        """The same method, giving the answer as it came beside what was made of it.

        `client.raw(client.things.read)("id")` has `parsed`, `status`, `headers`, `content`,
        `elapsed`, `attempts` and `request_id`.
        """
        raw_response = self._engine.RawResponse

        async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
            went: list[Captured] = []
            parsed = await cast("Any", method)(*args, **kwargs, _capture=went)
            return raw_response(parsed, went[-1].exchange)

        return call

    def _begin(
        self,
        operation: Operation[Any],
        arguments: Mapping[str, Any],
        options: RequestOptions,
        body: Any,
        content_type: str | None,
    ) -> Call:
        if not self._is_open:
            raise RuntimeError(f"{type(self).__name__} is closed")
        self._is_used = True
        return self._engine.begin(
            operation,
            arguments,
            self._settings,
            options,
            self._budget,
            body,
            content_type,
        )

    async def _send(
        self, call: Call, is_kept: Kept | None = None
    ) -> tuple[Response, AsyncOpenResponse]:
        """Send until there is an answer to give; of one that is kept open the body is still to come."""
        resolved, secret = self._pace.resolved, self._engine.Secret.from_value
        while True:
            values = [secret(await resolved(c.given())) for c in call.credentials]
            call.start()
            await self._tell(call, "request")
            request = call.next_request(values, is_kept is not None)
            try:
                response, opened = await self._attempt(call, request, is_kept)
            except self._engine.TransportError as failure:
                delay: float | None = call.failed(failure)
            else:
                delay = await self._answered(call, response, opened)
                if delay is None:
                    return response, opened
            await self._tell(call, "retry")
            await self._pace.sleep(delay or 0.0)

    async def _answered(
        self, call: Call, response: Response, opened: AsyncOpenResponse
    ) -> float | None:
        """What `Call.answered` says; a hook that fails leaves no connection open."""
        try:
            delay = call.answered(response)
            await self._tell(call, "response")
        except BaseException:
            await opened.aclose()
            raise
        return delay

    async def _attempt(
        self, call: Call, request: Request, is_kept: Kept | None
    ) -> tuple[Response, AsyncOpenResponse]:
        """Send once."""
        try:
            async with self._pace.limit(call.limits.remaining, GRACE):
                opened = self._body.decompress(await self._transport.open(request))
        except TimeoutError:
            raise self._engine.TransportError(OVER, timed_out=True) from None
        if is_kept is not None and is_kept(call.operation, opened):
            return self._engine.Response(opened.status, opened.headers, b""), opened
        return await self._body.read_body(call, opened), opened

    async def _tell(self, call: Call, event: str) -> None:
        """Call the hooks of an event."""
        for hooks in self._settings.hooks:
            hook = getattr(hooks, event)
            if hook is not None:
                await self._pace.resolved(hook(call.attempt))

    async def _tell_error(self, call: Call, error: Exception) -> None:
        call.attempt.error = error
        await self._tell(call, "error")

    async def aclose(self) -> None:
        """Close the connections; a transport that was given stays its owner's to close."""
        was_open, self._is_open = self._is_open, False
        if was_open and self._owned:
            await self._transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.aclose()

    def __del__(self) -> None:
        if getattr(self, "_is_used", False) and self._is_open and self._owned:
            warn(f"unclosed {self!r}", ResourceWarning, stacklevel=2, source=self)

    def __repr__(self) -> str:
        url = self._engine.redact_url(self._settings.base_url, frozenset())
        return f"{type(self).__name__}(base_url={url!r})"
