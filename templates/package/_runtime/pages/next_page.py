"""Find the next page of a list, without input or output."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..codec.codec import InvalidDataError, invalid_data
from ..codec.deferred_annotations import defer_module
from ..errors import APIDecodeError
from ..operation import PACKAGE
from ..request import resolve_location
from ..response_reader import read_json
from .pagination import Next, PageCall, resolve_pointer, to_int

if TYPE_CHECKING:
    from ..exchange import Captured

# The URL contains no "<": a header of many would take quadratic time.
_LINK = re.compile(r"<([^<>]*)>([^<]*)")
_REL = re.compile(r""";\s*rel\s*=\s*("[^"]*"|'[^']*'|[^\s;,]+)""", re.IGNORECASE)
# Relations of links to other pages.
_RELATIONS = frozenset({"first", "last", "next", "prev", "previous"})
# No server limits pages to fewer items, even if a caller requests more.
MIN_LIMIT = 10


class RepeatedPageError(APIDecodeError):
    """The server repeats a page: its list would never end."""


RepeatedPageError.__module__ = f"{PACKAGE}.pagination"


class PageReader:
    """Finds the page after a page."""

    def __init__(
        self, call: PageCall, captured: Captured, count: int, secrets: frozenset[str]
    ) -> None:
        self.call, self.captured, self.count = call, captured, count
        # Query parameters with credentials, which no cursor may contain.
        self._secrets = secrets
        self.pagination = call.pagination

    @cached_property
    def body(self) -> Any:
        """The JSON of the response; None if it is invalid."""
        try:
            return read_json(self.captured.exchange.content, None)
        except InvalidDataError:
            return None

    def find_next(self) -> Next | None:
        """Return the cursor of the next page, or None after the last one."""
        page, exchange = self._find_cursor(), self.captured.exchange
        if page is None or page.cursor is None or page.cursor == "":
            return None
        if self.count:
            return page
        # Servers repeat the cursor at the end of a list that may grow.
        current = (
            exchange.url if page.is_url else self.call.get(self.pagination.argument)
        )
        return None if str(page.cursor) == str(current) else page

    def _find_cursor(self) -> Next | None:
        pagination = self.pagination
        if pagination.style == "link" or pagination.is_numbered:
            is_link = pagination.style == "link" or self.call.url is not None
            links = parse_links(self.captured.exchange.headers.get("link", ""))
            if is_link or links.keys() & _RELATIONS:
                return self._resolve(links.get("next"))
        if pagination.style == "url":
            return self._resolve(self._get(pagination.next))
        is_last = self._is_last()
        if is_last:
            return None
        if pagination.style == "cursor":
            return Next(self._get(pagination.next))
        if not self.count or (is_last is None and self._is_short()):
            return None
        if pagination.style == "item":
            items = self._get(pagination.items)
            last = items[-1] if isinstance(items, list) and items else None
            return Next(resolve_pointer(last, pagination.next))
        step = self.count if pagination.style == "offset" else 1
        return Next(self.call.number + step)

    def _get(self, pointer: str) -> Any:
        return resolve_pointer(self.body, pointer)

    def _resolve(self, url: Any) -> Next | None:
        """Return the URL of the next page; an invalid one is kept, for the error."""
        if not isinstance(url, str) or not url:
            return None
        try:
            resolved = resolve_location(self.captured.exchange.url, url, self._secrets)
        except ValueError:
            return Next(url, is_url=True)
        return Next(_upgrade(resolved, self.captured.exchange.url), is_url=True)

    def _is_last(self) -> bool | None:
        """Return whether the response states that this is the last page; None if it does not."""
        pagination = self.pagination
        more = self._get(pagination.more) if pagination.more else None
        if more is not None:
            return not _is_true(more)
        last = self._get(pagination.last) if pagination.last else None
        if last is not None:
            return _is_true(last)
        if not pagination.is_numbered:
            return None
        has_pages = pagination.pages and pagination.style == "page"
        pages = to_int(self._get(pagination.pages)) if has_pages else None
        if pages is not None:
            return self.call.number - pagination.first_number + 1 >= pages
        return self._reaches_total() if pagination.total else None

    def _reaches_total(self) -> bool | None:
        total, seen = to_int(self._get(self.pagination.total)), self.call.seen
        if total is None or seen is None:
            return None
        # The name is also usual for the number of items on the page.
        is_ambiguous = self.pagination.total.endswith("/count")
        if is_ambiguous and total == self.count:
            return None
        return seen + self.count >= total

    def _is_short(self) -> bool:
        """Return whether the page has fewer items than a page that is not the last."""
        if self.call.previous is not None and self.count < self.call.previous:
            return True
        pagination = self.pagination
        default, size = pagination.default_size, to_int(self.call.get(pagination.size))
        if size is None:
            return default is not None and self.count < default
        # A server may return fewer items than requested on every page.
        limit = pagination.max_size or max(default or 0, MIN_LIMIT)
        return self.count < min(size, limit)

    def follow(self, page: Next) -> PageCall:
        """Return the call that requests the next page.

        Raises:
            APIDecodeError: the cursor or the URL is not valid, or repeats that of an earlier page.
        """
        call, exchange, history = self.call, self.captured.exchange, self.call.history
        if page.is_url:
            self._check_url(page.cursor)
        own = exchange.url if page.is_url else call.get(self.pagination.argument)
        history.setdefault(str(own), call.index)
        if history.setdefault(str(page.cursor), call.index + 1) <= call.index:
            raise self.repeated("the cursor of another page", page.cursor)
        seen = None if call.seen is None else call.seen + self.count
        following = replace(call.follow(page), seen=seen, previous=self.count)
        return replace(following, index=call.index + 1)

    def check_following(self, following: PageReader) -> None:
        """Check that the page after this one is another one: a server may ignore the argument.

        Raises:
            RepeatedPageError: it has the same content.
        """
        content = following.captured.exchange.content
        is_same = content == self.captured.exchange.content
        if is_same and self.count and self.pagination.is_numbered:
            raise following.repeated("another page", "the content of the page before")

    def _check_url(self, url: str) -> None:
        """Check the URL of the next page.

        Raises:
            APIDecodeError: it is not valid.
        """
        try:
            resolve_location(self.captured.exchange.url, url, frozenset())
        except ValueError:
            error = invalid_data("the URL of the next page", url)
            raise self.captured.decode_error(error) from None

    def unsendable(self, page: Next) -> APIDecodeError:
        """Return the error for a cursor that is no valid argument."""
        error = invalid_data("a cursor that can be sent", [page.cursor])
        return self.captured.decode_error(error)

    def repeated(self, expected: str, got: object) -> RepeatedPageError:
        """Return the error for a page that the server repeats."""
        error = self.captured.decode_error(invalid_data(expected, got))
        return RepeatedPageError(error.exchange, error.faults, error.partial)


def parse_links(header: str) -> Mapping[str, str]:
    """Return the targets of the links in a `Link` header by their relations (RFC 8288)."""
    links: dict[str, str] = {}
    for url, parameters in _LINK.findall(header):
        rel = _REL.search(parameters)
        for relation in rel[1].strip("\"'").lower().split() if rel else ():
            links.setdefault(relation, str(url))
    return links


def _upgrade(url: str, current: str) -> str:
    """Return a URL with https if only its scheme differs, as behind a proxy that ends TLS."""
    target, page = urlsplit(url), urlsplit(current)
    is_downgrade = (page.scheme, target.scheme) == ("https", "http")
    is_same_host = target.hostname == page.hostname and target.port in (None, page.port)
    return f"https{url[4:]}" if is_downgrade and is_same_host else url


def _is_true(value: Any) -> bool:
    # A server may send the text of a boolean instead.
    return bool(value) and value != "false"


defer_module(__name__)
