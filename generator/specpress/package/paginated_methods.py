"""The page of the documentation about pages: each method that returns them, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specpress import ir
from specpress.package.operations import Resource
from specpress.python.markup import code

INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class PaginatedMethod:
    """A row of the table."""

    name: str
    """Resource and method, such as `runs.list`."""
    operation: str
    """Method and path of the operation."""
    source: str
    """The extension that declares the pagination, or inferred."""
    style: str
    """Style of the pagination, such as `cursor`."""
    following: str
    """How the next page is requested."""
    end: str
    """How the last page is recognized."""


@dataclass(frozen=True, slots=True)
class PagesPage:
    """The page with all methods that return pages."""

    methods: list[PaginatedMethod]
    """The methods that return pages."""

    @property
    def first(self) -> PaginatedMethod:
        """The method of the example."""
        return self.methods[0]


def list_paginated_methods(resources: Iterable[Resource]) -> Iterator[PaginatedMethod]:
    """Yield the methods that return pages."""
    for resource in resources:
        for method in resource.methods:
            paging = method.source.pagination
            if method.pages is not None and paging is not None:
                yield PaginatedMethod(
                    f"{resource.module}.{method.name}",
                    f"{method.source.method} {method.source.path}",
                    paging.source,
                    paging.style,
                    _describe_next(paging),
                    _describe_end(paging),
                )


def count_styles(methods: Iterable[PaginatedMethod]) -> Counter[str]:
    """Return the number of methods whose pagination is inferred, by style."""
    return Counter(m.style for m in methods if m.source == INFERRED)


def _describe_next(paging: ir.Pagination) -> str:
    """Describe where the next page is."""
    name, pointer = code(paging.parameter), code(paging.next)
    match paging.style:
        case "cursor":
            return f"{pointer} is the next {name}"
        case "item":
            return f"{pointer} of the last item is the next {name}"
        case "url":
            return f"{pointer} is a URL"
        case "link":
            return "the header `Link`"
        case "offset":
            return f"{name} increases by the number of items"
        case _:
            return f"{name} increases by one"


def _describe_end(paging: ir.Pagination) -> str:
    """Describe how the last page is recognized."""
    is_link = paging.style in ("url", "link")
    if paging.more and not is_link:
        return f"{code(paging.more)} is false"
    if paging.last and not is_link:
        return f"{code(paging.last)} is true"
    if is_link or paging.style == "cursor":
        return "there is none"
    if paging.pages or paging.total:
        return f"{code(paging.pages or paging.total)} is reached"
    return "fewer items than requested" if paging.size else "no or fewer items"
