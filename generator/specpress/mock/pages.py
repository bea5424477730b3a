"""Pages of lists: the first page is an example or a sample, all pages after it are empty.

Otherwise each page would be the first one, and a client that iterates over the items would not end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from typing import Any
from urllib.parse import parse_qs

from specpress import ir
from specpress.document.pointers import split_pointer

# A change of the body of a page.
Change = Callable[[Any], Any]
# The usual number of the first page, or offset of the first item.
FIRST = {"page": 1, "offset": 0}
REMOVED = object()


def list_changes(pagination: ir.Pagination, query: str) -> Iterator[Change]:
    """Yield changes of a page, the best one first: a schema may forbid it."""
    if _is_later(pagination, query):
        for end in (REMOVED, None):
            yield partial(_end, pagination, end)
        yield partial(_empty, pagination)
    elif pagination.style == "url":
        # The URL in a sample is not that of a page.
        for end in (REMOVED, None):
            yield partial(_replace_next, pagination, end)


def _is_later(pagination: ir.Pagination, query: str) -> bool:
    """Return whether a request is one for a page after the first."""
    name = pagination.parameter
    texts = parse_qs(query).get(name, []) if name else []
    counts = pagination.counts or pagination.style
    if counts not in FIRST:
        return bool(texts and texts[-1])
    usual = FIRST[counts]
    first = usual if pagination.first is None else pagination.first
    return any(text.isdecimal() and int(text[:18]) > first for text in texts[-1:])


def _end(pagination: ir.Pagination, end: object, value: Any) -> Any:
    """Return a page without items and without a next page."""
    return _replace_next(pagination, end, _empty(pagination, value))


def _empty(pagination: ir.Pagination, value: Any) -> Any:
    """Return a page without items, which is the last one."""
    copy = _replace(deepcopy(value), pagination.items or "", [])
    for pointer, flag in ((pagination.more, False), (pagination.last, True)):
        copy = _replace(copy, pointer, flag) if pointer else copy
    return copy


def _replace_next(pagination: ir.Pagination, end: object, value: Any) -> Any:
    """Return a page with another value in place of the cursor or the URL of the next one."""
    is_inside = pagination.style in ("cursor", "url") and pagination.next
    return _replace(deepcopy(value), pagination.next, end) if is_inside else value


def _replace(value: Any, pointer: str, new: Any) -> Any:
    """Replace the value at a pointer, or remove it, if its object has it."""
    if not pointer:
        return new
    *path, key = split_pointer(pointer)
    holder = value
    for step in path:
        holder = holder.get(step) if isinstance(holder, dict) else None
    if isinstance(holder, dict) and key in holder:
        if new is REMOVED:
            del holder[key]
        else:
            holder[key] = new
    return value
