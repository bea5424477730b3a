"""Which page comes next: from an answer and the arguments that asked for it. No input or output here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .codec import InvalidDataError
from .content import read_json, text_of
from .exchange import Captured
from .operation import Pagination

_LINK = re.compile(r"<([^>]*)>([^<]*)")
_REL = re.compile(r""";\s*rel\s*=\s*("[^"]*"|'[^']*'|[^\s;,]+)""", re.IGNORECASE)


def following(
    captured: Captured, arguments: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The arguments in which the next call differs; None where this page was the last.

    Raises:
        ValueError: the document does not say how the operation is paged.
    """
    exchange, operation = captured
    paging = operation.pagination
    if paging is None:
        raise ValueError(f"the document does not say how {operation.name} is paged")
    if paging.style == "link":
        return _url(next_link(exchange.headers.get("link", "")), arguments)
    body = _body(exchange.content)
    if paging.more and not at(body, paging.more):
        return None
    match paging.style:
        case "url":
            return _url(at(body, paging.next), arguments)
        case "cursor":
            return _changed(paging, arguments, at(body, paging.next))
        case _:
            return _counted(paging, arguments, at(body, paging.items))


def _body(content: bytes) -> Any:
    try:
        return read_json(text_of(content, ""), None)
    except InvalidDataError:
        return None


def _url(found: Any, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
    """The URL of the next page; a page that names itself would be asked for again and again."""
    goes_on = isinstance(found, str) and found and found != arguments.get("_url")
    return {"_url": found} if goes_on else None


def _changed(
    paging: Pagination, arguments: Mapping[str, Any], cursor: Any
) -> dict[str, Any] | None:
    """The next cursor; one that does not move would be asked for again and again."""
    name = paging.argument or ""
    ended = cursor is None or cursor == "" or cursor == arguments.get(name)
    return None if ended else {name: cursor}


def _counted(
    paging: Pagination, arguments: Mapping[str, Any], items: Any
) -> dict[str, Any] | None:
    if not isinstance(items, list) or not items:
        return None
    name = paging.argument or ""
    start = 0 if paging.style == "offset" else paging.first
    now = arguments.get(name)
    step = len(items) if paging.style == "offset" else 1
    return {name: (start if now is None else now) + step}


def at(value: Any, pointer: str) -> Any:
    """What stands at a JSON pointer; None where nothing does."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(key)
        elif isinstance(value, list) and key.isdecimal() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def next_link(header: str) -> str | None:
    """The target of the link to the next page, in a Link header (RFC 8288)."""
    for url, rest in _LINK.findall(header):
        rel = _REL.search(rest)
        if rel and "next" in rel[1].strip("\"'").lower().split():
            return str(url)
    return None
