"""An answer that comes in parts: it is read while it is iterated, and its connection is closed at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from .codec import InvalidDataError
from .errors import APIConnectionError, APIDecodeError, APIError, TransportError
from .events import PARSERS, ServerSentEvent, is_stream, read_item, stream_of
from .transport import Response

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .call import Call
    from .operation import ResponseSpec, Operation, RequestOptions
    from .client_async import AsyncBase
    from .transport import AsyncOpenResponse

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
DONE = "[DONE]"
"""The data of an event that ends a stream by agreement, and is no item of it."""


class AsyncStream(Generic[T_co]):
    """Items of an answer as they come. Use it as a context manager, or read it to its end."""

    def __init__(self, call: Call, response: AsyncOpenResponse, answer: ResponseSpec) -> None:
        self._call = call
        self._response = response
        self._answer = answer
        self._parser = PARSERS[answer.kind]()
        self._parts: Iterator[bytes | ServerSentEvent] = iter(())
        self._is_open = True
        self._waiting = 0
        """Bytes of which no part has come out yet."""
        self.last_event: ServerSentEvent | None = None
        """The event that the last item came in, with its name and id."""

    @staticmethod
    async def open(
        client: AsyncBase,
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
        call = client._begin(operation, arguments, options, body, content_type)
        try:
            response, opened = await client._send(call, is_stream)
            try:
                answer: ResponseSpec = call.report.decode(response, stream_of)
            except BaseException:
                await opened.aclose()
                raise
        except APIError as error:
            error.__context__ = None
            await client._call_error_hooks(call, error)
            raise
        return AsyncStream(call, opened, answer)

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self._response.status

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer, names in lower case."""
        return self._response.headers

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T_co:
        is_whole = False
        try:
            item = await self._item()
            is_whole = True
        except APIError as error:
            error.__context__ = None
            raise
        finally:
            if not is_whole:
                await self.aclose()
        return item

    async def _item(self) -> T_co:
        part: bytes | ServerSentEvent = b""
        try:
            part = await self._part()
            item: T_co = read_item(self._answer, part)
        except InvalidDataError as error:
            raw = part if isinstance(part, bytes) else part.data.encode()
            failure: APIError = self.contradicted(error, raw)
            # Locals are in tracebacks.
            part = raw = b""
            raise failure from None
        except TransportError as error:
            raise self.lost(error) from None
        return item

    def contradicted(self, error: InvalidDataError, raw: bytes = b"") -> APIDecodeError:
        """The error for an answer, or a part of it, that is not what it must be."""
        told = Response(self.status, self.headers, raw)
        return self._call.report.decode_error(told, error)

    def lost(self, failure: TransportError) -> APIConnectionError:
        """The error for an answer that does not go on."""
        failure.response = Response(self.status, self.headers, b"")
        return self._call.report.connection_error(failure)

    async def _part(self) -> bytes | ServerSentEvent:
        """The next part of the answer.

        Raises:
            InvalidDataError: it is larger than an answer may be.
            StopAsyncIteration: there is none.
            TransportError: the answer broke off.
        """
        while True:
            for part in self._parts:
                self._waiting = 0
                if isinstance(part, ServerSentEvent):
                    self.last_event = part
                    if part.data == DONE:
                        raise StopAsyncIteration
                return part
            if not self._is_open:
                raise StopAsyncIteration
            self._parts = await self._next_parts()

    async def _next_parts(self) -> Iterator[bytes | ServerSentEvent]:
        async for chunk in self._response.chunks:
            self._waiting += len(chunk)
            self._call.limits.check_size(self._waiting)
            return self._parser.feed(chunk)
        self._is_open = False
        return self._parser.feed(b"", True)

    async def save(self, path: str | Path) -> int:
        """Write what is left of the answer to a file; gives the number of bytes.

        Raises:
            OSError: the file cannot be written.
            TypeError: the items are not bytes.
        """
        written = 0
        with Path(path).open("wb") as file:
            async for chunk in self:
                if not isinstance(chunk, bytes):
                    raise TypeError("only a stream of bytes can be saved")
                written += file.write(chunk)
        return written

    async def aclose(self) -> None:
        """Give up what is left of the answer."""
        self._is_open, self._parts = False, iter(())
        await self._response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.aclose()
