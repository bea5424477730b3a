"""Pagination: how the next page of an operation is asked for, by `x-pagination`; it is never guessed.

One of `cursor: {parameter, next}`, `offset: {parameter, items}`, `page: {parameter, items, first}`,
`link: true` (the header Link, RFC 8288) and `url: <pointer>`; with any of them `more: <pointer>` to a
boolean. Pointers are JSON pointers into the answer.
"""

from __future__ import annotations

from specpress import ir
from specpress.build import read
from specpress.problems import Problems
from specpress.resolve import Cursor

KEY = "x-pagination"
NEEDED = {
    "cursor": ("parameter", "next"),
    "offset": ("parameter", "items"),
    "page": ("parameter", "items"),
    "link": (),
    "url": (),
}
POINTERS = ("next", "items", "more")


def build(
    operation: Cursor, parameters: tuple[ir.Parameter, ...], problems: Problems
) -> ir.Pagination | None:
    """How to page through what the operation gives; None where the document does not say."""
    said = read.mapping(operation, KEY, problems)
    if said is None:
        return None
    styles = [style for style in NEEDED if style in said.value]
    if len(styles) != 1:
        hint = f"write one of {', '.join(NEEDED)}"
        problems.error(said, f"{KEY} must name one way to the next page", hint)
        return None
    return _styled(styles[0], said, parameters, problems)


def _styled(
    style: str, said: Cursor, parameters: tuple[ir.Parameter, ...], problems: Problems
) -> ir.Pagination | None:
    way = said.child(style)
    texts = {key: read.text(way, key) for key in ("parameter", *POINTERS)}
    texts["more"] = read.text(said, "more")
    if style == "url":
        texts["next"] = read.text(said, "url")
    missing = [key for key in NEEDED[style] if not texts[key]]
    for key in missing:
        problems.error(way, f"`{style}` of {KEY} needs `{key}`")
    known = {p.wire for p in parameters if p.location == "query"}
    if texts["parameter"] and texts["parameter"] not in known:
        message = f"the operation has no query parameter {texts['parameter']!r}"
        problems.error(way, message, f"it has {', '.join(sorted(known)) or 'none'}")
    for key in POINTERS:
        if texts[key] and not texts[key].startswith("/"):
            problems.error(way, f"{texts[key]!r} is no JSON pointer", "it begins with /")
    first = way.value.get("first", 1) if isinstance(way.value, dict) else 1
    return ir.Pagination(style, **texts, first=first if isinstance(first, int) else 1)
