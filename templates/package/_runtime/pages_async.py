"""Page after page of an operation, as the document says how."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, ParamSpec, TypeVar, cast

from .exchange import Captured
from .page_cursor import following

P = ParamSpec("P")
T = TypeVar("T")


def async_pages(method: Callable[P, Awaitable[T]]) -> Callable[P, AsyncIterator[T]]:
    """The same method, giving one page after the other: `async_pages(client.things.list)(limit=50)`.

    Raises:
        ValueError: when the second page is asked for and the document does not say how.
    """

    async def run(*args: P.args, **kwargs: P.kwargs) -> AsyncIterator[T]:
        arguments: dict[str, Any] = dict(kwargs)
        more: dict[str, Any] | None = {}
        while more is not None:
            arguments |= more
            went: list[Captured] = []
            yield await cast("Any", method)(*args, **arguments, _capture=went)
            more = following(went[-1], arguments)

    return run
