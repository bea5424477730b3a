"""An answer that comes in parts: it is read while it is iterated, and its connection is closed at the end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from .answer import read_item
from .codec import InvalidDataError
from .errors import TransportError
from .events import PARSERS, ServerSentEvent
from .transport import Response

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Mapping

    from .core import Call
    from .operation import Answer
    from .transport import AsyncOpenResponse

T_co = TypeVar("T_co", covariant=True)
DONE = "[DONE]"
"""The data of an event that ends a stream by agreement, and is no item of it."""


class AsyncStream(Generic[T_co]):
    """Items of an answer as they come. Use it as a context manager, or read it to its end."""

    def __init__(self, call: Call, response: AsyncOpenResponse, answer: Answer) -> None:
        self._call = call
        self._response = response
        self._answer = answer
        self._items = self._read()
        self.last_event: ServerSentEvent | None = None
        """The event that the last item came in, with its name and id."""

    @property
    def _head(self) -> Response:
        return Response(self.status, self.headers, b"")

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self._response.status

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers of the answer, names in lower case."""
        return self._response.headers

    def __aiter__(self) -> AsyncIterator[T_co]:
        return self._items

    async def __anext__(self) -> T_co:
        item: T_co = await self._items.__anext__()
        return item

    async def _read(self) -> AsyncGenerator[Any]:
        parser = PARSERS[self._answer.kind]()
        try:
            async for chunk in self._response.chunks:
                for part in parser.feed(chunk):
                    if isinstance(part, ServerSentEvent):
                        self.last_event = part
                        if part.data == DONE:
                            return
                    yield read_item(self._answer, part)
            for part in parser.feed(b"", True):
                yield read_item(self._answer, part)
        except InvalidDataError as error:
            raise self._call.contradicted(self._head, error) from None
        except TransportError as failure:
            raise self._call.broken_off(failure) from None
        finally:
            await self._response.aclose()

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
        await self._items.aclose()
        await self._response.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.aclose()
