"""Pages: the responses of a paginated operation, with their items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..codec.codec import InvalidArgumentError
from ..codec.deferred_annotations import defer_module
from ..exchange import call_with, take_context
from .next_page import PageReader
from .pagination import PageCall

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ..client_async import AsyncBase

T = TypeVar("T")
R = TypeVar("R")


class AsyncPage(Generic[T, R]):
    """A page of a list. Iterate over it for the items of this page and of all pages after it."""

    __slots__ = ("_client", "_next", "_reader", "items", "response")

    def __init__(
        self,
        client: AsyncBase,
        response: R,
        items: list[T],
        reader: PageReader,
    ) -> None:
        self._client, self._reader = client, reader
        self._next = reader.find_next()
        self.response = response
        """The response as the document describes it."""
        self.items = items
        """The items of this page."""

    @staticmethod
    async def request(client: AsyncBase, call: PageCall) -> AsyncPage[Any, Any]:
        """Request a page.

        Raises:
            APIError: the call failed; see `errors`.
            ValueError: an argument is invalid; nothing was sent.
        """
        context = take_context()
        context.is_captured, context.url = True, call.url
        with call_with(context):
            response: Any = await client._call(
                call.operation, call.values, call.options, call.body, call.content_type
            )
        items = call.pagination.find_items(response)
        credentials = client._settings.credentials
        secrets = frozenset(c.wire for c in credentials if c.location == "query")
        reader = PageReader(call, context.captured[-1], len(items), secrets)
        return AsyncPage(client, response, items, reader)

    @property
    def has_next(self) -> bool:
        """True if there is a page after this one."""
        return self._next is not None

    @property
    def next_cursor(self) -> str | None:
        """Text for the option `page_cursor` of a later call; None on the last page."""
        return None if self._next is None else str(self._next.cursor)

    async def next_page(self) -> AsyncPage[T, R] | None:
        """Request the next page, with the same arguments and options; return None on the last page.

        Raises:
            APIError: the call failed; see `errors`.
            RepeatedPageError: the server repeats a page.
        """
        if self._next is None:
            return None
        call = self._reader.follow(self._next)
        try:
            page = await AsyncPage.request(self._client, call)
        except InvalidArgumentError:
            raise self._reader.unsendable(self._next) from None
        self._reader.check_following(page._reader)
        return page

    async def pages(self) -> AsyncIterator[AsyncPage[T, R]]:
        """Iterate over this page and all pages after it."""
        page: AsyncPage[T, R] | None = self
        while page is not None:
            yield page
            page = await page.next_page()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item

    def __repr__(self) -> str:
        count = len(self.items)
        return f"<{type(self).__name__} with {count} items, has_next={self.has_next}>"


defer_module(__name__)
