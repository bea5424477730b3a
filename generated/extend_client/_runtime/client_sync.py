"""Base class of synchronous clients: sends requests and waits; `call` makes the decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar
from warnings import warn

if TYPE_CHECKING:
    import httpx2

    from .call import Call
    from .exchange import RawResponse
    from .operation import ClientSettings, Operation, RequestOptions
    from .request import Request
    from .response_reader import ResponseHead
    from .transport.transport import (
        SyncOpenResponse,
        SyncTransport,
        Library,
        Response,
    )

    # Returns True if the response body is left unread, as a stream.
    IsStream = Callable[[Operation[Any], ResponseHead], bool]

# Seconds for a transport to observe the total timeout itself: it knows whether the request was sent.
GRACE = 0.5
P = ParamSpec("P")
T = TypeVar("T")


class SyncBase:
    """Base class of synchronous clients."""

    def __init__(
        self,
        settings: ClientSettings,
        transport: SyncTransport | httpx2.Client | Library | None = None,
    ) -> None:
        # Imported here, as the package itself is imported faster without them.
        from .transport import clock_sync, engine, response_body_sync

        self._engine, self._body, self._clock = engine, response_body_sync, clock_sync
        self._settings = settings
        self._budget = engine.Budget()
        self._transport: SyncTransport = engine.select_sync_transport(transport)
        self._owns_transport = transport is None or isinstance(transport, str)
        self._is_open, self._is_used = True, False
        for credential in settings.credentials:
            attach = getattr(credential.value, "attach", None)
            if attach is not None:
                attach(self, credential)

    def request(
        self,
        operation: Operation[T],
        values: Sequence[Any],
        options: RequestOptions,
        body: Any = None,
        content_type: str | None = None,
    ) -> T:
        """Call an operation.

        Raises:
            APIError: see `errors` for its subclasses.
            ValueError: an argument has an invalid value; nothing is sent.
        """
        call = self._begin(operation, values, options, body, content_type)
        try:
            response, _ = self._send(call)
            result: T = call.result(response)
            return result
        except self._engine.APIError as error:
            # The context contains the response before redaction.
            error.__context__ = None
            self._run_error_hooks(call, error)
            raise

    def raw(
        self,
        method: Callable[P, T],
    ) -> Callable[P, RawResponse[T]]:
        """Return the method, changed to return the raw response with the decoded value.

        `client.raw(client.things.read)("id")` has `parsed`, `status`, `headers`, `content`,
        `elapsed`, `attempts` and `request_id`.
        """
        engine = self._engine

        def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
            with engine.call_with(engine.CallContext()) as context:
                parsed = method(*args, **kwargs)
            exchange = context.captured[-1].exchange
            raw: RawResponse[T] = engine.RawResponse(parsed, exchange)
            return raw

        return call

    def _begin(
        self,
        operation: Operation[Any],
        values: Sequence[Any],
        options: RequestOptions,
        body: Any,
        content_type: str | None,
    ) -> Call:
        if not self._is_open:
            raise RuntimeError(f"{type(self).__name__} is closed")
        self._is_used = True
        return self._engine.begin(
            operation,
            values,
            self._settings,
            options,
            self._budget,
            body,
            content_type,
        )

    def _send(
        self, call: Call, is_stream: IsStream | None = None
    ) -> tuple[Response, SyncOpenResponse]:
        """Send requests until the call has a response; the body of a stream is left unread."""
        resolve, secret = self._clock.resolve, self._engine.Secret.from_value
        while True:
            values = [secret(resolve(c.fetch())) for c in call.credentials]
            call.start()
            self._run_hooks(call, "request")
            request = call.next_request(values, is_stream is not None)
            try:
                response, opened = self._attempt(call, request, is_stream)
            except self._engine.TransportError as failure:
                delay: float | None = call.handle_failure(failure)
            else:
                delay = self._handle_response(call, response, opened)
                if delay is None:
                    return response, opened
            self._run_hooks(call, "retry")
            self._clock.sleep(delay or 0.0)

    def _handle_response(
        self, call: Call, response: Response, opened: SyncOpenResponse
    ) -> float | None:
        """Return the delay from `Call.handle_response`; if a hook fails, close the connection."""
        try:
            delay = call.handle_response(response)
            self._run_hooks(call, "response")
        except BaseException:
            opened.close()
            raise
        return delay

    def _attempt(
        self, call: Call, request: Request, is_stream: IsStream | None
    ) -> tuple[Response, SyncOpenResponse]:
        """Send one request."""
        try:
            with self._clock.time_limit(call.limits.remaining, GRACE):
                opened = self._body.decompress(self._transport.open(request))
        except TimeoutError:
            message = "total timeout exceeded"
            raise self._engine.TransportError(message, timed_out=True) from None
        if is_stream is not None and is_stream(call.operation, opened):
            return self._engine.Response(opened.status, opened.headers, b""), opened
        return self._body.read_body(call, opened), opened

    def _run_hooks(self, call: Call, event: str) -> None:
        for hooks in self._settings.hooks:
            hook = getattr(hooks, event)
            if hook is not None:
                self._clock.resolve(hook(call.attempt))

    def _run_error_hooks(self, call: Call, error: Exception) -> None:
        call.attempt.error = error
        self._run_hooks(call, "error")

    def close(self) -> None:
        """Close the connections; a transport passed by the caller stays open."""
        was_open, self._is_open = self._is_open, False
        if was_open and self._owns_transport:
            self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __del__(self) -> None:
        # `__init__` may have failed before it set the attributes.
        if getattr(self, "_is_used", False) and self._is_open and self._owns_transport:
            warn(f"unclosed {self!r}", ResourceWarning, stacklevel=2, source=self)

    def __repr__(self) -> str:
        url = self._engine.redact_url(self._settings.base_url, frozenset())
        return f"{type(self).__name__}(base_url={url!r})"
