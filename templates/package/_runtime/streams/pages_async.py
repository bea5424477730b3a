"""Iteration over the pages of an operation."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, ParamSpec, TypeVar, cast

from ..exchange import CallContext, call_with
from .page_cursor import PageRequest, next_page

P = ParamSpec("P")
T = TypeVar("T")


def async_pages(method: Callable[P, Awaitable[T]]) -> Callable[P, AsyncIterator[T]]:
    """Return the method, changed to iterate over pages: `async_pages(client.things.list)(limit=50)`.

    Raises:
        ValueError: after the first page, if the document declares no pagination.
    """

    async def run(*args: P.args, **kwargs: P.kwargs) -> AsyncIterator[T]:
        arguments: dict[str, Any] = dict(kwargs)
        page: PageRequest | None = PageRequest({})
        while page is not None:
            arguments |= page.changes
            with call_with(CallContext(url=page.url)) as context:
                result = await cast("Any", method)(*args, **arguments)
            yield result
            page = next_page(context.captured[-1], arguments, page.url)

    return run
