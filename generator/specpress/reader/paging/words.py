"""The names that parameters and properties of paginated operations have, without separators."""

from __future__ import annotations

import re

# -- parameters ------------------------------------------------------------------------------

CURSORS = frozenset(
    [
        "cursor",
        "pagetoken",
        "nexttoken",
        "nextpagetoken",
        "continuationtoken",
        "continuation",
        "marker",
        "iterator",
        "paginationtoken",
        "nextcursor",
        "pagecursor",
        "startcursor",
        "startingtoken",
        "bookmark",
        "aftercursor",
        "scrollid",
        "pageafter",
        "nextpage",
        "aftertoken",
    ]
)
# Names that are cursors only beside a property such as `next`.
WEAK_CURSORS = frozenset(
    [
        "after",
        "startingafter",
        "from",
        "start",
        "page",
        "offset",
        "skip",
        "token",
        "since",
        "position",
        "key",
        "startkey",
        "startafter",
        "sinceid",
        "id",
        "afterid",
        "pagenumber",
    ]
)
# The cursor is the id of an item.
AFTER = ("startingafter", "after", "afterid", "startafter")
PAGES = ("page", "pagenumber", "pagenum", "pageno", "pageindex", "currentpage", "p")
OFFSETS = ("offset", "skip", "startindex", "startat", "firstresult", "pageoffset")
# Names that are offsets only beside a size and a total.
WEAK_OFFSETS = ("start", "from")
SIZES = [
    "limit",
    "perpage",
    "pagesize",
    "maxresults",
    "size",
    "count",
    "top",
    "take",
    "max",
    "hitsperpage",
    "itemsperpage",
    "resultsperpage",
    "pagelimit",
    "rows",
    "per",
    "maxitems",
    "numresults",
]
# Parameters that only a paginated operation has.
PAGE_PARAMETERS = frozenset([*PAGES, *OFFSETS, *CURSORS, *AFTER, *SIZES[:4]])

# -- properties ------------------------------------------------------------------------------

# The items, in order of preference.
ITEMS = [
    "items",
    "data",
    "results",
    "entries",
    "records",
    "values",
    "value",
    "elements",
    "objects",
    "rows",
    "nodes",
    "hits",
    "content",
    "list",
    "resources",
    "members",
    "docs",
    "documents",
]
# Arrays that are not the items of a list.
NO_ITEMS = frozenset(
    [
        "errors",
        "warnings",
        "links",
        "order",
        "sort",
        "sorts",
        "included",
        "meta",
        "facets",
    ]
)
# Objects that contain the state of the pagination.
CONTROL = frozenset(
    [
        "meta",
        "metadata",
        "pagination",
        "paging",
        "page",
        "pageinfo",
        "links",
        "cursor",
        "cursors",
        "responsemetadata",
        "pager",
        "navigation",
        "next",
        "pagedata",
        "pageable",
    ]
)
NEXT_CURSORS = frozenset(
    [
        "next",
        "nextcursor",
        "nextpagetoken",
        "nexttoken",
        "nextmarker",
        "nextpage",
        "nextpagecursor",
        "nextiterator",
        "endcursor",
        "nextcontinuationtoken",
        "nextpageid",
        "nextid",
        "nextoffset",
        "nextkey",
        "nextpageafter",
        "nextstart",
        "nextscrollid",
    ]
)
LAST_IDS = frozenset({"lastid", "lastitemid"})
NEXT_URLS = frozenset(
    [
        "nexturl",
        "nextlink",
        "nextpageurl",
        "nextpagelink",
        "nexthref",
        "nexturi",
        "nextpageuri",
        "odatanextlink",
    ]
)
# URLs only if their schema, or an object of links around them, indicates it.
MAYBE_URLS = frozenset({"next", "nextpage"})
LINKS = frozenset({"links"})
MORE = frozenset(
    [
        "hasmore",
        "hasnext",
        "hasnextpage",
        "more",
        "hasmoreitems",
        "hasmoreresults",
        "hasmorepages",
        "morepages",
    ]
)
LAST = frozenset(["done", "last", "islast", "lastpage", "islastpage", "isdone"])
TOTALS = frozenset(
    [
        "total",
        "totalcount",
        "totalitems",
        "totalresults",
        "totalelements",
        "totalrecords",
        "totalsize",
        "totalhits",
        "count",
        "resultcount",
        "itemcount",
    ]
)
PAGE_COUNTS = frozenset(
    ["totalpages", "pagecount", "numpages", "pages", "lastpage", "pagestotal"]
)
# Properties of a resource, which a list does not have.
IDENTITY = frozenset({"id", "uuid"})
# Operations that read although they are not GET, by the last part of their paths.
SEARCHES = frozenset(["search", "query", "list", "find", "filter", "lookup"])

_SEPARATORS = re.compile(r"[^0-9a-z]+")
ZERO_BASED = re.compile(
    r"zero[- ]?(based|indexed)|0[- ](based|indexed)|(starts?|starting|begins?) (at|from|with) (0|zero)\b",
    re.IGNORECASE,
)
MAXIMUM = re.compile(r"\bmax(?:imum)?\.?(?: is| of|:|=)? (\d{1,6})\b", re.IGNORECASE)
IS_CURSOR = re.compile(r"\bcursor|\bpaginat|\bafter\b.*\bid\b", re.IGNORECASE)
IS_PAGE = re.compile(r"\bpage\b|\bpaginat", re.IGNORECASE)
IS_URL = re.compile(r"\bur[il]s?\b|\blinks?\b|https?://", re.IGNORECASE)
URL_FORMATS = frozenset({"uri", "url", "iri", "uri-reference", "iri-reference"})


def normalize(name: str) -> str:
    """Return a name in lower case, without separators."""
    return _SEPARATORS.sub("", name.lower())
