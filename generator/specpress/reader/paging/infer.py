"""Infer the pagination of an operation from its parameters and the shape of its responses.

The rules are conservative: each needs a parameter and a property (or header) that belong together.
The first one that applies decides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from typing import Any

from specpress import ir
from specpress.reader.paging import words
from specpress.reader.paging.shapes import (
    CURSORS,
    NUMBERS,
    TEXT,
    ListShape,
    Shapes,
    Spot,
)

# Operations of a document that declare the header Link before it is inferred for others.
MIN_LINKS = 3


@dataclass(frozen=True, slots=True)
class Query:
    """A query parameter that is a scalar."""

    source: ir.Parameter
    name: str
    """Its name without separators."""
    kind: ir.ScalarKind
    schema: Mapping[str, Any]

    @property
    def wire(self) -> str:
        """The name of the parameter."""
        return self.source.wire

    @property
    def is_number(self) -> bool:
        """True if its values are numbers."""
        return self.kind in NUMBERS


class Inference:
    """Infers the pagination of operations."""

    def __init__(
        self,
        shapes: Shapes,
        operations: Iterable[ir.Operation],
        others: Iterable[str] = (),
    ) -> None:
        """Infer from operations; `others` are left out, but declare the header Link."""
        self.shapes, self.operations, self.others = shapes, operations, others

    @cached_property
    def _has_links(self) -> bool:
        """True if several operations of the document declare the header Link."""
        linked = (
            o.origin
            for o in self.operations
            if has_link_header(o) and _find_control(self._list_queries(o))
        )
        return len([*islice(chain(linked, self.others), MIN_LINKS)]) == MIN_LINKS

    def infer(self, operation: ir.Operation) -> ir.Pagination | None:
        """Return the pagination of an operation; None if it has none, or it is not clear."""
        last = words.normalize(operation.path.rstrip("/").rpartition("/")[2])
        if operation.method != "GET" and last not in words.SEARCHES:
            return None
        shape = self.shapes.find_list(operation)
        if shape is None:
            return None
        queries = self._list_queries(operation)
        pagination = (
            self._infer_url(shape, queries)
            or self._infer_link(operation, queries)
            or self._infer_cursor(shape, queries)
            or self._infer_number(shape, queries)
            or self._infer_item(shape, queries)
            or self._infer_undeclared_link(queries)
        )
        if pagination is None:
            return None
        return self._complete(pagination, shape, queries)

    def _list_queries(self, operation: ir.Operation) -> list[Query]:
        """Return the query parameters that are scalars."""
        queries = []
        for source in operation.parameters:
            kind = self.shapes.find_kind(source.type)
            if source.location == "query" and kind is not None and kind in CURSORS:
                schema = {
                    **self.shapes.read_schema(source.origin),
                    **self.shapes.read_schema(f"{source.origin}/schema"),
                }
                name = words.normalize(source.wire)
                queries.append(Query(source, name, kind, schema))
        return queries

    # -- rules -------------------------------------------------------------------------------

    def _infer_url(
        self, shape: ListShape, queries: list[Query]
    ) -> ir.Pagination | None:
        """Return the style url: a property contains the URL of the next page."""
        for spot in shape.spots:
            if not self._is_next_url(spot):
                continue
            siblings = {s.name for s in shape.spots if s is not spot}
            is_list = siblings & {"previous", "prev", *words.TOTALS}
            is_page = is_list or spot.holder or _find_control(queries)
            if is_page or spot.name in words.NEXT_URLS:
                return ir.Pagination("url", next=spot.pointer)
        return None

    def _is_next_url(self, spot: Spot) -> bool:
        if spot.kind not in CURSORS or spot.kind in NUMBERS:
            return False
        if spot.name == "href":
            return spot.holder == "next"
        if spot.name in words.NEXT_URLS:
            return True
        is_link = spot.holder in words.LINKS
        return spot.name in words.MAYBE_URLS and (is_link or self.shapes.is_url(spot))

    def _infer_link(
        self, operation: ir.Operation, queries: list[Query]
    ) -> ir.Pagination | None:
        """Return the style link: the response declares the header, the operation takes pages."""
        is_declared = has_link_header(operation) and _find_control(queries)
        return ir.Pagination("link") if is_declared else None

    def _infer_undeclared_link(self, queries: list[Query]) -> ir.Pagination | None:
        """Return the style link if other operations of the document declare the header."""
        has_cursor = _find(queries, ("before", "after", "cursor"))
        has_size = _find(queries, words.SIZES)
        is_linked = has_cursor and has_size and self._has_links
        return ir.Pagination("link") if is_linked else None

    def _infer_cursor(
        self, shape: ListShape, queries: list[Query]
    ) -> ir.Pagination | None:
        """Return the style cursor: a property contains the next value of a parameter."""
        for query in queries:
            for spot in shape.spots:
                if _continues(spot, query, queries) and _fits(spot, query):
                    others = (*words.PAGES, *words.OFFSETS)
                    other = _find(queries, others)
                    is_choice = other not in (None, query) and _has_total(shape)
                    if not is_choice or query.name not in words.CURSORS:
                        return ir.Pagination("cursor", query.wire, spot.pointer)
                    return None
        return None

    def _infer_number(
        self, shape: ListShape, queries: list[Query]
    ) -> ir.Pagination | None:
        """Return the style page or offset: a parameter is a number."""
        size, has_total = _find(queries, words.SIZES), _has_total(shape)
        is_paged = bool(size) or has_total
        page = _find(queries, words.PAGES)
        offset = _find(queries, words.OFFSETS)
        if offset is None and size is not None and has_total:
            offset = _find(queries, words.WEAK_OFFSETS)
        # With both, the response depends on which one is sent.
        if page is not None and offset is not None:
            return None
        if page is not None and (page.is_number or is_paged):
            is_described = words.IS_PAGE.search(page.source.description)
            if is_paged or is_described:
                return ir.Pagination("page", page.wire, first=_find_first(page, 1))
        if offset is not None and is_paged:
            return ir.Pagination("offset", offset.wire, first=_find_first(offset, 0))
        return None

    def _infer_item(
        self, shape: ListShape, queries: list[Query]
    ) -> ir.Pagination | None:
        """Return the style item: the cursor is the id of the last item."""
        query = _find(queries, words.AFTER)
        if query is None:
            return None
        kind = self._find_id_kind(shape.item)
        is_described = words.IS_CURSOR.search(query.source.description)
        has_more = any(s.name in words.MORE and _is_flag(s) for s in shape.spots)
        if kind is None or not (is_described or has_more):
            return None
        is_same = (kind in NUMBERS) == query.is_number
        has_size = _find(queries, words.SIZES) is not None
        is_item = is_same and has_size and kind in CURSORS and query.kind in CURSORS
        return ir.Pagination("item", query.wire, next="/id") if is_item else None

    def _find_id_kind(self, items: Iterable[ir.TypeId]) -> ir.ScalarKind | None:
        """Return the kind of the ids of items; None if an item has none, or they differ."""
        kinds = set[ir.ScalarKind | None]()
        for schema in map(self.shapes.plain, items):
            match schema:
                case ir.Object(fields=fields):
                    keys = (f.type for f in fields if f.wire == "id")
                    kinds.add(next(map(self.shapes.find_kind, keys), None))
                case ir.Union(variants=variants):
                    kinds.add(self._find_id_kind(variants))
                case _:
                    return None
        return kinds.pop() if len(kinds) == 1 else None

    # -- details -----------------------------------------------------------------------------

    def _complete(
        self, pagination: ir.Pagination, shape: ListShape, queries: list[Query]
    ) -> ir.Pagination:
        """Return the pagination with the items, and with all that ends the iteration."""
        pagination = replace(pagination, items=shape.items, item=shape.item)
        return self.add_limits(pagination, shape.spots, queries)

    def add_limits(
        self,
        pagination: ir.Pagination,
        spots: Iterable[Spot],
        queries: list[Query] | None = None,
        operation: ir.Operation | None = None,
    ) -> ir.Pagination:
        """Add the size of a page, and the properties that show which page is the last.

        Clients use the size and the numbers only in some styles, fakes in all.
        """
        if queries is None:
            queries = self._list_queries(operation) if operation is not None else []
        spots = [*spots]
        flags = [s for s in spots if _is_flag(s)]
        more, last = _get(flags, words.MORE), _get(flags, words.LAST)
        pagination = replace(
            pagination, more=pagination.more or more, last=last if not more else ""
        )
        if pagination.style in ("url", "link") and not pagination.parameter:
            pagination = _add_number(pagination, queries)
        size = _find(queries, words.SIZES)
        if size is not None and size.is_number:
            pagination = replace(
                pagination,
                size=size.wire,
                default_size=_get_number(size.schema, "default"),
                max_size=_find_maximum(size),
            )
        numbers = [s for s in spots if s.kind in NUMBERS]
        pages = pagination.pages or _get(numbers, words.PAGE_COUNTS)
        total = pagination.total or _get(numbers, words.TOTALS)
        return replace(pagination, pages=pages, total=total)


def _add_number(pagination: ir.Pagination, queries: list[Query]) -> ir.Pagination:
    """Add the number of the page, or the offset, that the URLs of pages contain."""
    page, offset = _find(queries, words.PAGES), _find(queries, words.OFFSETS)
    query, usual = (page, 1) if offset is None else (offset, 0)
    if query is None or (page and offset):
        return pagination
    counts = "page" if query is page else "offset"
    first = _find_first(query, usual)
    return replace(pagination, parameter=query.wire, counts=counts, first=first)


def has_link_header(operation: ir.Operation) -> bool:
    """Return whether a successful response declares the header Link."""
    responses = (r for r in operation.responses if r.status.startswith("2"))
    return any(h.wire.lower() == "link" for r in responses for h in r.headers)


def _find(queries: Iterable[Query], names: Collection[str]) -> Query | None:
    """Return the first parameter with one of the names."""
    return next((q for q in queries if q.name in names), None)


def _find_control(queries: list[Query]) -> Query | None:
    """Return a parameter that only a paginated operation has."""
    return _find(queries, words.PAGE_PARAMETERS)


def _get(spots: Iterable[Spot], names: Collection[str]) -> str:
    """Return the pointer of the first property with one of the names, or ""."""
    return next((s.pointer for s in spots if s.name in names), "")


def _is_flag(spot: Spot) -> bool:
    return spot.kind is ir.ScalarKind.BOOLEAN


def _has_total(shape: ListShape) -> bool:
    names = {*words.TOTALS, *words.PAGE_COUNTS, *words.MORE, *words.LAST}
    return any(spot.name in names for spot in shape.spots)


def _continues(spot: Spot, query: Query, queries: list[Query]) -> bool:
    """Return whether a property contains the next value of a parameter."""
    if spot.kind not in CURSORS:
        return False
    is_cursor = query.name in words.CURSORS
    if spot.name == f"next{query.name}":
        return is_cursor or query.name in words.WEAK_CURSORS
    if spot.name == query.name and is_cursor:
        return not spot.holder.startswith("prev")
    # `cursor: {next}` and `cursors: {after}`.
    in_cursor = spot.holder in (query.name, f"{query.name}s", "cursors", "cursor")
    if in_cursor and spot.name in ("next", query.name):
        return is_cursor or query.name in words.WEAK_CURSORS
    if query.name in words.AFTER and spot.name in words.LAST_IDS:
        return True
    others = [q for q in queries if q.name in words.CURSORS]
    if spot.name not in words.NEXT_CURSORS:
        return False
    if is_cursor:
        return len(others) == 1
    is_after = query.name.startswith(("after", "startingafter")) and _is_id(query)
    is_next = spot.name == "next" and query.name in ("from", "start", "page")
    return (is_after or is_next) and not others


def _is_id(query: Query) -> bool:
    """Return whether a value may be an id: not a time."""
    return query.is_number or query.kind in TEXT


def _fits(spot: Spot, query: Query) -> bool:
    """Return whether a value can be sent: a text for a number may be a URL."""
    return query.name in words.CURSORS or (spot.kind in NUMBERS) == query.is_number


def _find_first(query: Query, usual: int) -> int | None:
    """Return the number of the first page or item, if it is not the usual one."""
    first = usual
    if words.ZERO_BASED.search(query.source.description):
        first = 0
    else:
        limits = (_get_number(query.schema, key) for key in ("default", "minimum"))
        stated = next((limit for limit in limits if limit is not None), usual)
        is_one_based = query.name == "startindex" and stated == 1
        first = stated if stated == 0 or is_one_based else usual
    return None if first == usual else first


def _get_number(schema: Mapping[str, Any], key: str) -> int | None:
    value = schema.get(key)
    is_integer = isinstance(value, int) and not isinstance(value, bool)
    return int(str(value)) if is_integer else None


def _find_maximum(query: Query) -> int | None:
    """Return the maximum of a size, from its schema or its description."""
    maximum = _get_number(query.schema, "maximum")
    described = words.MAXIMUM.search(query.source.description)
    if maximum is not None or described is None:
        return maximum
    return int(described[1])
