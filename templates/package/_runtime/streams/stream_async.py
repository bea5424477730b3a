"""Streams: responses that are read during iteration. The connection is closed at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from ..codec.codec import InvalidDataError
from ..codec.deferred_annotations import defer_module
from ..errors import APIConnectionError, APIDecodeError, APIError, TransportError
from ..transport.headers import HeadersMixin
from ..transport.transport import Response
from .events import PARSERS, ServerSentEvent, find_stream, is_stream, read_item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..call import Call
    from ..client_async import AsyncBase
    from ..codec.codec import Fault
    from ..operation import CallOptions, Operation, ResponseSpec
    from ..transport.transport import AsyncOpenResponse

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
# Data of the event that ends a stream by convention; it is not an item.
DONE = "[DONE]"


class AsyncStream(HeadersMixin, Generic[T_co]):
    """Items of a response. Use it as a context manager, or iterate to the end."""

    def __init__(
        self,
        call: Call,
        response: AsyncOpenResponse,
        spec: ResponseSpec,
    ) -> None:
        self._call = call
        self._response = response
        self._spec = spec
        self._parser = PARSERS[spec.kind]()
        self._parts: Iterator[bytes | ServerSentEvent] = iter(())
        self._is_open = True
        # Bytes since the last item.
        self._pending_bytes = 0
        self.last_event: ServerSentEvent | None = None
        """Event of the last item, with its name and id."""
        self.contradictions: tuple[Fault, ...] = ()
        """Contradictions of the last item to the document."""

    @staticmethod
    async def open(
        client: AsyncBase,
        operation: Operation[T],
        values: Sequence[Any],
        options: CallOptions,
        body: Any = None,
        content_type: str | None = None,
    ) -> AsyncStream[T]:
        """Call an operation whose response is a stream.

        Raises:
            APIError: the call failed; see `errors`.
            ValueError: an argument is invalid; nothing was sent.
        """
        call = client._begin(operation, values, options, body, content_type)
        try:
            send, transport = client._sending.send, client._transport
            response, opened = await send(call, transport, is_stream)
            try:
                spec: ResponseSpec = call.report.decode(response, find_stream)
            except BaseException:
                await opened.aclose()
                raise
        except APIError as error:
            error.__context__ = None
            await client._sending.run_error_hooks(call, error)
            raise
        return AsyncStream(call, opened, spec)

    @property
    def status(self) -> int:
        """Status of the response."""
        return self._response.status

    @property
    def headers(self) -> Mapping[str, str]:
        """Headers of the response; names in lower case."""
        return self._response.headers

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T_co:
        is_complete = False
        try:
            item = await self._next_item()
            is_complete = True
        except APIError as error:
            error.__context__ = None
            raise
        finally:
            # Also at the end of the stream, and if the iteration is cancelled.
            if not is_complete:
                await self.aclose()
        return item

    async def _next_item(self) -> T_co:
        part: bytes | ServerSentEvent = b""
        self.contradictions = ()
        try:
            part = await self._next_part()
            item: T_co = read_item(self._spec, part)
        except InvalidDataError as error:
            raw = part if isinstance(part, bytes) else part.data.encode()
            item, failure = self._resolve(error, raw)
            # Tracebacks with locals must not contain the data.
            part = raw = b""
            await self._run_hooks()
            if failure is not None:
                raise failure from None
        except TransportError as error:
            raise self.connection_error(error) from None
        return item

    def _resolve(
        self, error: InvalidDataError, raw: bytes
    ) -> tuple[Any, APIDecodeError | None]:
        """Return an item that contradicts the document, or the error if it is refused."""
        report, failure, item = self._call.report, None, None
        if report.accepts(error):
            item = report.accept(error)
        else:
            failure = self.decode_error(error, raw)
        self.contradictions = report.contradictions
        return item, failure

    async def _run_hooks(self) -> None:
        # Imported here because most streams do not need it.
        from ..transport.sending_async import run_contradiction_hooks

        await run_contradiction_hooks(self._call)

    def decode_error(self, error: InvalidDataError, raw: bytes = b"") -> APIDecodeError:
        """Return the error for a response, or an item of it, that contradicts the document."""
        response = Response(self.status, self.headers, raw)
        return self._call.report.decode_error(response, error)

    def connection_error(self, failure: TransportError) -> APIConnectionError:
        """Return the error for an incomplete response."""
        failure.response = Response(self.status, self.headers, b"")
        return self._call.report.connection_error(failure)

    async def _next_part(self) -> bytes | ServerSentEvent:
        """Return the next part of the response.

        Raises:
            InvalidDataError: the part exceeds the maximum size.
            StopAsyncIteration: the stream has ended.
            TransportError: the response is incomplete.
        """
        while True:
            for part in self._parts:
                self._pending_bytes = 0
                if isinstance(part, ServerSentEvent):
                    self.last_event = part
                    if part.data == DONE:
                        raise StopAsyncIteration
                return part
            if not self._is_open:
                raise StopAsyncIteration
            self._parts = await self._read_parts()

    async def _read_parts(self) -> Iterator[bytes | ServerSentEvent]:
        async for chunk in self._response.chunks:
            self._pending_bytes += len(chunk)
            self._call.limits.check_size(self._pending_bytes)
            return self._parser.feed(chunk)
        self._is_open = False
        return self._parser.feed(b"", True)

    async def save(self, path: str | Path) -> int:
        """Write the rest of the response to a file and return the number of bytes.

        Raises:
            OSError: the file cannot be written.
            TypeError: the stream is not binary.
        """
        size = 0
        with Path(path).open("wb") as file:
            async for chunk in self:
                if not isinstance(chunk, bytes):
                    raise TypeError(
                        f"only streams of bytes can be saved, got {type(chunk).__name__}"
                    )
                size += file.write(chunk)
        return size

    async def aclose(self) -> None:
        """Discard the rest of the response and close the connection."""
        self._is_open, self._parts = False, iter(())
        await self._response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.aclose()


defer_module(__name__)
