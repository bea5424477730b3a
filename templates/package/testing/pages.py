"""Lists of the living resources of a fake: filters, and pages as the pagination of the operation describes them."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from .._runtime.codec.parameter_values import to_text
from .._runtime.codec.types import decode_value
from .._runtime.exchange import Invocation
from .._runtime.operation import Operation
from .._runtime.pages.pagination import (
    Pagination,
    resolve_pointer,
    split_pointer,
    to_int,
)
from .._runtime.request import Request
from .._runtime.transport.headers import Headers
from .._runtime.transport.transport import Response
from .inference import find_items, find_result, find_spec, follow, put
from .responses import build_response
from .values import complete_object, list_fields, resolve_type

# The query parameter of URLs whose operation declares none for pages.
START = "start"
NONE = Pagination("none")


class _Position:
    """The position of a page: its first item, its size, and the parameter that moves it."""

    def __init__(
        self,
        operation: Operation[Any],
        query: Mapping[str, str],
        objects: list[dict[str, Any]],
    ) -> None:
        self.pagination = _get_pagination(operation)
        wires = {p.name: p.wire for p in operation.parameters}
        self.size_key = wires.get(self.pagination.size or "", "")
        self.key = wires.get(self.pagination.argument or "", START)
        self.objects = objects
        self.size = self._find_size(query) or None
        self.start = self._find_start(query.get(self.key))
        self.end = len(objects) if self.size is None else self.start + self.size

    @property
    def counts_pages(self) -> bool:
        """True if the parameter is the number of a page."""
        return "page" in (self.pagination.style, self.pagination.counts)

    @property
    def number(self) -> int:
        """The number of the page, or the offset of its first item."""
        steps = self.start
        if self.counts_pages:
            steps //= self.size or len(self.objects) or 1
        return steps + self.pagination.first_number

    def _find_size(self, query: Mapping[str, str]) -> int | None:
        size, limit = to_int(query.get(self.size_key)), self.pagination.max_size
        if size is None:
            return self.pagination.default_size
        return size if limit is None else min(size, limit)

    def _find_start(self, text: str | None) -> int:
        """Return the index of the first item on the page."""
        if text is None:
            return 0
        if self.pagination.style == "item":
            ids = [to_text(self._find_id(item)) for item in self.objects]
            return ids.index(text) + 1 if text in ids else 0
        number = (to_int(text) or 0) - self.pagination.first_number
        if self.counts_pages:
            number *= self.size or len(self.objects)
        return max(0, number)

    def _find_id(self, item: dict[str, Any]) -> Any:
        return resolve_pointer(item, self.pagination.next)

    def get_next(self) -> str | None:
        """Return the value of the parameter for the next page; None after the last one."""
        if self.pagination is NONE or self.end >= len(self.objects):
            return None
        if self.pagination.style == "item":
            return to_text(self._find_id(self.objects[self.end - 1]))
        step = 1 if self.counts_pages else self.end - self.start
        return str(self.number + step)


def _get_pagination(operation: Operation[Any]) -> Pagination:
    pagination: Any = operation.pagination
    return NONE if pagination is None else cast("Pagination", pagination)


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
    steps, model = items
    position = _Position(operation, query, _filter(operation, query, objects))
    page = position.objects[position.start : position.end]
    shown: Any = [complete_object(model, item) for item in page]
    following = position.get_next()
    url = None if following is None else _move(request.url, position.key, following)
    if steps:
        result = find_result(operation)
        assert result is not None
        facts = _describe_page(result, steps, position, following, url)
        put(facts, steps, shown)
        shown = complete_object(result, facts)
    sent = build_response(operation, decode_value(spec.type, shown), is_checked=False)
    if url is None:
        return sent
    headers = Headers([*sent.headers.items(), ("link", f'<{url}>; rel="next"')])
    return Response(sent.status, headers, sent.content)


def _filter(
    operation: Operation[Any],
    query: Mapping[str, str],
    objects: list[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Return the objects whose fields equal the query parameters with their names."""
    pagination = _get_pagination(operation)
    for parameter in operation.parameters:
        key = parameter.wire
        is_position = parameter.name in (pagination.argument, pagination.size)
        if parameter.location == "query" and key in query and not is_position:
            text = query[key]
            objects = [d for d in objects if _get_text(d, key, text) == text]
    return objects


def _get_text(data: dict[str, Any], key: str, default: str) -> str:
    """Return a field as text; the default for one that is no scalar."""
    value = data.get(key, default)
    return to_text(value) if isinstance(value, (str, int, float)) else default


def _describe_page(
    model: Any,
    steps: tuple[str, ...],
    position: _Position,
    following: str | None,
    url: str | None,
) -> dict[str, Any]:
    """Return the fields around the items: totals, the next page, and those with the names of parameters."""
    pagination, total = position.pagination, len(position.objects)
    size = position.size or total
    facts: dict[str, Any] = {}
    values = {position.key: position.number, position.size_key: size}
    pointers = (pagination.total, pagination.pages, pagination.more, pagination.last)
    holders = (steps[:-1], *(split_pointer(p)[:-1] for p in pointers if p))
    for holder in {(), *holders}:
        for key in _list_numbers(follow(model, holder)):
            # A list without pages is complete: a number beside it is its length.
            if pagination is NONE or key in values:
                put(facts, (*holder, key), values.get(key, total))
    next_value = url if pagination.style == "url" else following
    pages = -(-total // size) if size else 0
    for pointer, entry in (
        (pagination.total, total),
        (pagination.pages, pages),
        (pagination.more, following is not None),
        (pagination.last, following is None),
        ("" if pagination.style == "item" else pagination.next, next_value),
    ):
        put(facts, split_pointer(pointer), entry)
    return facts


def _list_numbers(model: Any) -> list[str]:
    """Return the keys of the integers in a model."""
    types = {f.wire_name: resolve_type(node) for f, node in list_fields(model)}
    return [k for k, t in types.items() if isinstance(t, ast.Name) and t.id == "int"]


def _move(url: str, argument: str, value: str) -> str:
    """Return a URL with another value of a query parameter."""
    parts = urlsplit(url)
    pairs = [(n, v) for n, v in parse_qsl(parts.query) if n != argument]
    query = urlencode([*pairs, (argument, value)])
    return urlunsplit((*parts[:3], query, ""))
