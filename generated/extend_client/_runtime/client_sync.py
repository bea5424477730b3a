"""Base class of synchronous clients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, overload

from .client import ClientBase
from .codec.deferred_annotations import defer_module

if TYPE_CHECKING:
    from typing import Unpack

    import httpx2

    from .exchange import RawResponse
    from .operation import CallOptions, ClientSettings, Operation, RequestOptions
    from .transport.transport import SyncTransport, Library

P = ParamSpec("P")
T = TypeVar("T")


class SyncBase(ClientBase):
    """Base class of synchronous clients."""

    def __init__(
        self,
        settings: ClientSettings,
        transport: SyncTransport | httpx2.Client | Library | None = None,
    ) -> None:
        # Imported here, as the package itself is imported faster without them.
        from .transport import sending_sync
        from .transport.selection import select_sync_transport

        self._sending = sending_sync
        self._transport: SyncTransport = select_sync_transport(transport)
        super().__init__(settings, transport)

    def _start(self, settings: ClientSettings, transport: Any) -> None:
        SyncBase.__init__(self, settings, transport)

    @overload
    def request(
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
    def request(
        self,
        method: str,
        path: str,
        *,
        json: Any = ...,
        content: bytes | None = ...,
        cast_to: None = ...,
        **options: Unpack[RequestOptions],
    ) -> RawResponse[Any]: ...

    def request(
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
                parsed = self._call(
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

    def _call(
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
            response, _ = self._sending.send(call, self._transport)
            result: T = call.result(response)
            if call.report.contradictions:
                self._sending.run_contradiction_hooks(call)
            return result
        except self._sending.APIError as error:
            # The context contains the response before redaction.
            error.__context__ = None
            self._sending.run_error_hooks(call, error)
            raise

    def raw(
        self,
        method: Callable[P, T],
    ) -> Callable[P, RawResponse[T]]:
        """Return the method, changed to return the raw response with the decoded value.

        `client.raw(client.things.read)("id")` has `parsed`, `status`, `headers`, `content`,
        `elapsed`, `attempts`, `request_id` and `contradictions`.
        """
        from .exchange import CallContext, RawResponse, call_with

        def call(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
            with call_with(CallContext()) as context:
                parsed = method(*args, **kwargs)
            captured = context.captured[-1]
            return RawResponse(parsed, captured.exchange, captured.contradictions)

        return call

    def close(self) -> None:
        """Close the connections; a transport passed by the caller stays open."""
        was_open, self._is_open = self._is_open, False
        if was_open and self._owns_transport:
            self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()


defer_module(__name__)
