"""The result of a paginated operation of an asynchronous client, before it is awaited."""

from __future__ import annotations

from collections.abc import AsyncIterator, Coroutine, Generator
from typing import Any, Generic, TypeVar

from .page_async import AsyncPage
from .pagination import PageCall

T = TypeVar("T")
R = TypeVar("R")


class AsyncPaginator(Coroutine[Any, Any, AsyncPage[T, R]], Generic[T, R]):
    """Pages that are not requested yet.

    `await` requests the first page; `async for` iterates over the items of all pages.
    """

    __slots__ = ("_call", "_client", "_coroutine")

    def __init__(self, client: Any, call: PageCall) -> None:
        self._client, self._call = client, call
        self._coroutine: Coroutine[Any, Any, AsyncPage[T, R]] | None = None

    def __await__(self) -> Generator[Any, Any, AsyncPage[T, R]]:
        return AsyncPage.request(self._client, self._call).__await__()

    async def pages(self) -> AsyncIterator[AsyncPage[T, R]]:
        """Iterate over all pages."""
        first: AsyncPage[T, R] = await self
        async for page in first.pages():
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item

    # The methods of a coroutine: `asyncio.create_task` accepts nothing else.

    def send(self, value: Any) -> Any:
        if self._coroutine is None:
            self._coroutine = AsyncPage.request(self._client, self._call)
        return self._coroutine.send(value)

    def throw(self, *error: Any) -> Any:
        if self._coroutine is None:
            self._coroutine = AsyncPage.request(self._client, self._call)
        return self._coroutine.throw(*error)

    def close(self) -> None:
        if self._coroutine is not None:
            self._coroutine.close()
