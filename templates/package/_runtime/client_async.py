"""Base class of asynchronous clients."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, overload

from .client import ClientBase
from .codec.deferred_annotations import defer_module

if TYPE_CHECKING:
    from typing import Unpack

    import httpx2

    from .exchange import RawResponse
    from .operation import CallOptions, ClientSettings, Operation, RequestOptions
    from .transport.transport import AsyncTransport, Library

P = ParamSpec("P")
T = TypeVar("T")


class AsyncBase(ClientBase):
    """Base class of asynchronous clients."""

    def __init__(
        self,
        settings: ClientSettings,
        transport: AsyncTransport | httpx2.AsyncClient | Library | None = None,
    ) -> None:
        # Imported here, as the package itself is imported faster without them.
        from .transport import sending_async
        from .transport.selection import select_async_transport

        self._sending = sending_async
        self._transport: AsyncTransport = select_async_transport(transport)
        super().__init__(settings, transport)

    def _start(self, settings: ClientSettings, transport: Any) -> None:
        AsyncBase.__init__(self, settings, transport)

    @overload
    async def request(
        self,
        method: str,
        path: str,
        *,
        json: Any = ...,
        content: bytes | None = ...,
        cast_to: type[T],
        **options: Unpack[RequestOptions],
    ) -> RawResponse[T]: ...

    @overload
    async def request(
        self,
        method: str,
        path: str,
        *,
        json: Any = ...,
        content: bytes | None = ...,
        cast_to: None = ...,
        **options: Unpack[RequestOptions],
    ) -> RawResponse[Any]: ...

    async def request(
        self,
        method: str,
        path: str,
        *,
        json: Any = None,
        content: bytes | None = None,
        cast_to: Any = None,
        **options: Unpack[RequestOptions],
    ) -> RawResponse[Any]:
        """Call an endpoint that the document does not describe.

        Credentials, retries and errors are those of the client.

        Args:
            method: HTTP method, such as "GET".
            path: path below the URL of the server, such as "/books"; or a URL of an origin that
                the client trusts.
            json: body, sent as JSON; models too.
            content: body in another format; pass its `content-type` in `headers`.
            cast_to: type of the result: a model, or a type such as `list[Book]`. Default: JSON,
                text or bytes, by the media type of the response.
            options: options of the call, such as `query`, `headers` and `timeout`.

        Returns:
            The response with the decoded value in `parsed`.

        Raises:
            APIError: see `errors` for its subclasses.
            ValueError: an argument has an invalid value; nothing is sent.
        """
        from .exchange import CallContext, RawResponse, call_with
        from .on_demand.undocumented import create_endpoint

        target, bodies = (method, path), (json, content)
        endpoint = create_endpoint(self._settings, target, bodies, cast_to, options)
        operation = endpoint.operation
        try:
            with call_with(CallContext()) as context:
                parsed = await self._call(
                    operation,
                    (),
                    endpoint.options,
                    endpoint.body,
                )
        finally:
            # The cache of plans must not grow with each path.
            self._settings.plans.pop(operation, None)
        captured = context.captured[-1]
        return RawResponse(parsed, captured.exchange, captured.contradictions)

    async def _call(
        self,
        operation: Operation[T],
        values: Sequence[Any],
        options: CallOptions,
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
            response, _ = await self._sending.send(call, self._transport)
            result: T = call.result(response)
            if call.report.contradictions:
                await self._sending.run_contradiction_hooks(call)
            return result
        except self._sending.APIError as error:
            # The context contains the response before redaction.
            error.__context__ = None
            await self._sending.run_error_hooks(call, error)
            raise

    def raw(
        self,
        method: Callable[P, Awaitable[T]],
    ) -> Callable[P, Awaitable[RawResponse[T]]]:
        """Return the method, changed to return the raw response with the decoded value.

        `client.raw(client.things.read)("id")` has `parsed`, `status`, `headers`, `content`,
        `elapsed`, `attempts`, `request_id` and `contradictions`.
        """
        from .exchange import CallContext, RawResponse, call_with

        async def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
            with call_with(CallContext()) as context:
                parsed = await method(*args, **kwargs)
            captured = context.captured[-1]
            return RawResponse(parsed, captured.exchange, captured.contradictions)

        return call

    async def aclose(self) -> None:
        """Close the connections; a transport passed by the caller stays open."""
        was_open, self._is_open = self._is_open, False
        if was_open and self._owns_transport:
            await self._transport.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.aclose()


defer_module(__name__)
