"""Iteration over the pages of an operation."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, ParamSpec, TypeVar, cast

from ..exchange import Captured
from .page_cursor import next_page_arguments

P = ParamSpec("P")
T = TypeVar("T")


def async_pages(method: Callable[P, Awaitable[T]]) -> Callable[P, AsyncIterator[T]]:
    """Return the method, changed to iterate over pages: `async_pages(client.things.list)(limit=50)`.

    Raises:
        ValueError: after the first page, if the document declares no pagination.
    """

    async def run(*args: P.args, **kwargs: P.kwargs) -> AsyncIterator[T]:
        arguments: dict[str, Any] = dict(kwargs)
        changes: dict[str, Any] | None = {}
        while changes is not None:
            arguments |= changes
            captured: list[Captured] = []
            yield await cast("Any", method)(*args, **arguments, _capture=captured)
            changes = next_page_arguments(captured[-1], arguments)

    return run
