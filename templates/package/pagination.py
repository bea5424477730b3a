"""Iterate over pages: `for page in pages(client.things.list)(limit=50)`, or `async_pages` for async clients."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast

from ._runtime.codec.arguments import find_codecs
from ._runtime.codec.codec import (
    Faults,
    InvalidArgumentError,
    InvalidDataError,
    invalid_data,
)
from ._runtime.exchange import CallContext, Captured, call_with
from ._runtime.operation import Operation, Pagination
from ._runtime.request import resolve_location
from ._runtime.response_reader import read_json

__all__ = ["async_pages", "pages"]
P = ParamSpec("P")
T = TypeVar("T")
# The URL contains no "<": a header of many would take quadratic time.
_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_REL = re.compile(r""";\s*rel\s*=\s*("[^"]*"|'[^']*'|[^\s;,]+)""", re.IGNORECASE)


def pages(method: Callable[P, T]) -> Callable[P, Iterator[T]]:
    """Return the method, changed to iterate over pages: `pages(client.things.list)(limit=50)`.

    Raises:
        APIDecodeError: the cursor or the URL of the next page is not valid.
        ValueError: after the first page, if the document declares no pagination.
    """

    def run(*args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        arguments: dict[str, Any] = dict(kwargs)
        page: PageRequest | None = PageRequest({})
        captured: Captured | None = None
        while page is not None:
            arguments |= page.changes
            with _request_page(page, captured) as context:
                result = cast("Any", method)(*args, **arguments)
            yield result
            captured = context.captured[-1]
            page = _next_page(captured, arguments, page.url)

    return run


def async_pages(method: Callable[P, Awaitable[T]]) -> Callable[P, AsyncIterator[T]]:
    """Return the method, changed to iterate over pages: `async_pages(client.things.list)(limit=50)`.

    Raises:
        APIDecodeError: the cursor or the URL of the next page is not valid.
        ValueError: after the first page, if the document declares no pagination.
    """

    async def run(*args: P.args, **kwargs: P.kwargs) -> AsyncIterator[T]:
        arguments: dict[str, Any] = dict(kwargs)
        page: PageRequest | None = PageRequest({})
        captured: Captured | None = None
        while page is not None:
            arguments |= page.changes
            with _request_page(page, captured) as context:
                result = await cast("Any", method)(*args, **arguments)
            yield result
            captured = context.captured[-1]
            page = _next_page(captured, arguments, page.url)

    return run


class PageRequest(NamedTuple):
    """The request for a page: the arguments that change, or its URL."""

    changes: dict[str, Any]
    url: str | None = None


@contextmanager
def _request_page(
    page: PageRequest, previous: Captured | None
) -> Iterator[CallContext]:
    """Use a context for the request of a page.

    Raises:
        APIDecodeError: the page before it has a cursor that cannot be sent.
    """
    try:
        with call_with(CallContext(url=page.url)) as context:
            yield context
    except InvalidArgumentError:
        if previous is None:
            raise
        error = invalid_data("a cursor that can be sent", [*page.changes.values()])
        raise previous.decode_error(error) from None


def _next_page(
    captured: Captured, arguments: Mapping[str, Any], url: str | None
) -> PageRequest | None:
    """Return the request for the next page, or None after the last page.

    `url` is the URL of the current page, if the page before it had a link.

    Raises:
        ValueError: the document declares no pagination of the operation.
    """
    exchange, operation = captured.exchange, captured.operation
    pagination = operation.pagination
    if pagination is None:
        raise ValueError(f"the document declares no pagination of {operation.name}")
    if pagination.style == "link":
        return _next_url(
            captured, _parse_next_link(exchange.headers.get("link", "")), url
        )
    body = _parse_body(exchange.content)
    if pagination.more and not _has_more(_resolve_pointer(body, pagination.more)):
        return None
    name = pagination.argument or ""
    match pagination.style:
        case "url":
            return _next_url(captured, _resolve_pointer(body, pagination.next), url)
        case "cursor":
            cursor = _resolve_pointer(body, pagination.next)
        case _:
            items = _resolve_pointer(body, pagination.items)
            cursor = _next_number(pagination, arguments, items)
    return _next_cursor(name, arguments, _decode_cursor(operation, name, cursor))


def _parse_body(content: bytes) -> Any:
    try:
        return read_json(content, None)
    except InvalidDataError:
        return None


def _has_more(value: Any) -> bool:
    # A server may send the text of a boolean instead.
    return bool(value) and value != "false"


def _next_url(captured: Captured, url: Any, current: str | None) -> PageRequest | None:
    """Return the request for the URL of the next page; None without one.

    Raises:
        APIDecodeError: the URL is not valid.
    """
    if not isinstance(url, str) or not url or url == current:
        return None
    try:
        resolved = resolve_location(captured.exchange.url, url, frozenset())
    except ValueError:
        error = invalid_data("the URL of the next page", url)
        raise captured.decode_error(error) from None
    # A page that links to itself would be requested for ever.
    return None if resolved == captured.exchange.url else PageRequest({}, url)


def _decode_cursor(operation: Operation[Any], name: str, cursor: Any) -> Any:
    """Decode a cursor as the argument that it becomes; a text may contain a number, or the reverse."""
    codec = find_codecs(operation).get(name)
    if codec is None or cursor is None:
        return cursor
    other: Any = cursor
    # Python refuses to read longer numbers.
    if isinstance(cursor, str) and cursor.isdecimal() and len(cursor) < 4300:
        other = int(cursor)
    elif isinstance(cursor, (int, float)):
        other = str(cursor)
    for value in (cursor, other):
        faults = Faults()
        decoded = codec.decode(value, [value], 0, faults, "")
        if not faults:
            return decoded
    return cursor


def _next_cursor(
    name: str, arguments: Mapping[str, Any], cursor: Any
) -> PageRequest | None:
    # A cursor that does not change would be requested for ever.
    is_last = cursor is None or cursor == "" or cursor == arguments.get(name)
    return None if is_last else PageRequest({name: cursor})


def _next_number(
    pagination: Pagination, arguments: Mapping[str, Any], items: Any
) -> int | None:
    """Return the offset or number of the next page; None after an empty page."""
    if not isinstance(items, list) or not items:
        return None
    is_offset = pagination.style == "offset"
    first, step = (0, len(items)) if is_offset else (pagination.first, 1)
    current = arguments.get(pagination.argument or "")
    return (first if current is None else int(current)) + step


def _resolve_pointer(value: Any, pointer: str) -> Any:
    """Return the value at a JSON pointer; None if it does not exist."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def _parse_next_link(header: str) -> str | None:
    """Return the target of the link to the next page in a `Link` header (RFC 8288)."""
    for url, parameters in _LINK.findall(header):
        rel = _REL.search(parameters)
        if rel and "next" in rel[1].strip("\"'").lower().split():
            return str(url)
    return None
