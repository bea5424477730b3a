"""Arguments of the next page, from a response and the arguments of its request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..codec.codec import InvalidDataError
from ..exchange import Captured
from ..json.content import decode_text, read_json
from ..operation import Pagination

_LINK = re.compile(r"<([^>]*)>([^<]*)")
_REL = re.compile(r""";\s*rel\s*=\s*("[^"]*"|'[^']*'|[^\s;,]+)""", re.IGNORECASE)


def next_page_arguments(
    captured: Captured, arguments: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the arguments to change for the next page, or None after the last page.

    Raises:
        ValueError: the document declares no pagination of the operation.
    """
    exchange, operation = captured
    pagination = operation.pagination
    if pagination is None:
        raise ValueError(f"the document declares no pagination of {operation.name}")
    if pagination.style == "link":
        return _next_url(parse_next_link(exchange.headers.get("link", "")), arguments)
    body = _parse_body(exchange.content)
    if pagination.more and not resolve_pointer(body, pagination.more):
        return None
    match pagination.style:
        case "url":
            return _next_url(resolve_pointer(body, pagination.next), arguments)
        case "cursor":
            cursor = resolve_pointer(body, pagination.next)
            return _next_cursor(pagination, arguments, cursor)
        case _:
            items = resolve_pointer(body, pagination.items)
            return _next_number(pagination, arguments, items)


def _parse_body(content: bytes) -> Any:
    try:
        return read_json(decode_text(content, ""), None)
    except InvalidDataError:
        return None


def _next_url(url: Any, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
    # A page that links to itself would be requested for ever.
    is_next = isinstance(url, str) and url and url != arguments.get("_url")
    return {"_url": url} if is_next else None


def _next_cursor(
    pagination: Pagination, arguments: Mapping[str, Any], cursor: Any
) -> dict[str, Any] | None:
    name = pagination.argument or ""
    # A cursor that does not change would be requested for ever.
    is_last = cursor is None or cursor == "" or cursor == arguments.get(name)
    return None if is_last else {name: cursor}


def _next_number(
    pagination: Pagination, arguments: Mapping[str, Any], items: Any
) -> dict[str, Any] | None:
    if not isinstance(items, list) or not items:
        return None
    name = pagination.argument or ""
    is_offset = pagination.style == "offset"
    first, step = (0, len(items)) if is_offset else (pagination.first, 1)
    current = arguments.get(name)
    return {name: (first if current is None else current) + step}


def resolve_pointer(value: Any, pointer: str) -> Any:
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


def parse_next_link(header: str) -> str | None:
    """Return the target of the link to the next page in a `Link` header (RFC 8288)."""
    for url, parameters in _LINK.findall(header):
        rel = _REL.search(parameters)
        if rel and "next" in rel[1].strip("\"'").lower().split():
            return str(url)
    return None
