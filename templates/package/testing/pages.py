"""Pages of the living resources of a fake: filters, sizes and positions of pages by common names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from .._runtime.codec.parameter_values import to_text
from .._runtime.codec.types import decode_value
from .._runtime.exchange import Invocation
from .._runtime.operation import Operation
from .._runtime.request import Request
from .._runtime.transport.headers import Headers
from .._runtime.transport.transport import Response
from .inference import find_items, find_result, find_spec, normalize
from .responses import build_response
from .values import complete_object, list_fields

SIZES = ("limit", "perpage", "pagesize", "size", "take", "maxresults", "pagelimit")
OFFSETS = ("offset", "skip", "start", "startat")
NUMBERS = ("page", "pagenumber", "pageno")
CURSORS = ("cursor", "after", "pagetoken", "nexttoken", "nextpagetoken", "marker")
STYLES = {"offset": OFFSETS, "page": NUMBERS, "cursor": CURSORS}
TOTALS = ("total", "count", "totalcount", "totalitems", "totalresults", "totalsize")
MORE = ("hasmore", "hasnext", "hasnextpage", "more")
NEXT = ("nextcursor", "nextpagetoken", "nexttoken", "next", "cursor", "nextpage")


class _Position:
    """The position of a page: its start, its size, and the parameter that moves it."""

    def __init__(self, operation: Operation[Any], query: Mapping[str, str]) -> None:
        wires = {normalize(p.wire): p.wire for p in operation.parameters}
        sizes = (query.get(wires[name], "") for name in SIZES if name in wires)
        size = next(sizes, "")
        self.size = int(size) if size.isdecimal() and int(size) else None
        pagination: Any = operation.pagination
        first: int | None = getattr(pagination, "first", None)
        self.first = 1 if first is None else first
        self.start, self.parameter, self.style = 0, "", ""
        for style, names in STYLES.items():
            for name in names:
                if name in wires and not self.parameter:
                    self.parameter, self.style = wires[name], style
        text = query.get(self.parameter, "")
        if text.isdecimal():
            is_page = self.style == "page"
            pages = int(text) - self.first
            start = pages * (self.size or 0) if is_page else int(text)
            self.start = max(0, start)

    def get_next(self, total: int) -> int | None:
        """Return the value of the parameter for the next page; None after the last one."""
        end = total if self.size is None else self.start + self.size
        if end >= total or not self.parameter:
            return None
        if self.style != "page" or self.size is None:
            return end
        return self.start // self.size + self.first + 1


def build_page(
    request: Request, invocation: Invocation, objects: list[dict[str, Any]]
) -> Response:
    """Return the page of the objects that the arguments of a call select."""
    operation = invocation.operation
    # The arguments of a call do not change from page to page.
    query = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    spec, items = find_spec(operation), find_items(operation)
    assert spec is not None
    assert items is not None
    key, model = items
    matching = _filter(operation, query, objects)
    position = _Position(operation, query)
    end = None if position.size is None else position.start + position.size
    shown = [complete_object(model, d) for d in matching[position.start : end]]
    following = position.get_next(len(matching))
    value: Any = shown
    if key:
        page = find_result(operation)
        assert page is not None
        facts = _describe_page(page, position, following, len(matching), request)
        value = complete_object(page, {**facts, key: shown})
    result = decode_value(spec.type, value)
    sent = build_response(operation, result, is_checked=False)
    if following is None:
        return sent
    link = f'<{_move(request.url, position.parameter, following)}>; rel="next"'
    return Response(
        sent.status, Headers([*sent.headers.items(), ("link", link)]), sent.content
    )


def _filter(
    operation: Operation[Any],
    query: Mapping[str, str],
    objects: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Return the objects whose fields equal the query parameters with their names."""
    for parameter in operation.parameters:
        key = parameter.wire
        if parameter.location == "query" and key in query:
            text = query[key]
            objects = [d for d in objects if _get_text(d, key, text) == text]
    return objects


def _get_text(data: dict[str, Any], key: str, default: str) -> str:
    """Return a field as text; the default for one that is no scalar."""
    value = data.get(key, default)
    return to_text(value) if isinstance(value, (str, int, float)) else default


def _describe_page(
    page: Any, position: _Position, following: int | None, total: int, request: Request
) -> dict[str, Any]:
    """Return the fields of a page with the total, and with the position of the next page."""
    facts: dict[str, Any] = {}
    cursor = None if following is None else str(following)
    for field, _ in list_fields(page):
        name, key = normalize(field.wire_name), field.wire_name
        if name in TOTALS:
            facts[key] = total
        elif name in MORE:
            facts[key] = following is not None
        elif name in NUMBERS:
            facts[key] = position.start // (position.size or 1) + position.first
        elif name in SIZES and position.size is not None:
            facts[key] = position.size
        elif name in OFFSETS:
            facts[key] = position.start
        elif name in NEXT and following is not None and position.style != "cursor":
            facts[key] = _move(request.url, position.parameter, following)
        elif name in NEXT and cursor is not None:
            facts[key] = cursor
    return facts


def _move(url: str, argument: str, value: int) -> str:
    """Return a URL with another value of a query parameter."""
    parts = urlsplit(url)
    pairs = [(n, v) for n, v in parse_qsl(parts.query) if n != argument]
    query = urlencode([*pairs, (argument, value)])
    return urlunsplit((*parts[:3], query, ""))
