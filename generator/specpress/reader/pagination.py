"""Pagination: `x-pagination` at an operation. It is never inferred.

One of `cursor: {parameter, next}`, `offset: {parameter, items}`, `page: {parameter, items, first}`,
`link: true` (the header Link, RFC 8288) and `url: <pointer>`; with any of them `more: <pointer>`
to a boolean. Pointers are JSON Pointers into the response body.
"""

from __future__ import annotations

from specpress import ir
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor

KEY = "x-pagination"
# The required settings of each style.
REQUIRED = {
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
    """Return the pagination of an operation, or None if it declares none."""
    extension = nodes.get_mapping(operation, KEY, problems)
    if extension is None:
        return None
    styles = [style for style in REQUIRED if style in extension.value]
    if len(styles) != 1:
        hint = f"write one of {', '.join(REQUIRED)}"
        problems.error(extension, f"{KEY} must have exactly one style", hint)
        return None
    return _build_style(styles[0], extension, parameters, problems)


def _build_style(
    style: str,
    extension: Cursor,
    parameters: tuple[ir.Parameter, ...],
    problems: Problems,
) -> ir.Pagination | None:
    node = extension.child(style)
    settings = {key: nodes.get_text(node, key) for key in ("parameter", *POINTERS)}
    settings["more"] = nodes.get_text(extension, "more")
    if style == "url":
        settings["next"] = nodes.get_text(extension, "url")
    missing = [key for key in REQUIRED[style] if not settings[key]]
    for key in missing:
        problems.error(node, f"`{style}` of {KEY} requires `{key}`")
    names = {p.wire for p in parameters if p.location == "query"}
    if settings["parameter"] and settings["parameter"] not in names:
        message = f"{KEY}: unknown query parameter {settings['parameter']!r}"
        hint = f"its query parameters are {', '.join(sorted(names))}" if names else None
        problems.error(node, message, hint or "the operation has no query parameters")
    for key in POINTERS:
        if settings[key] and not settings[key].startswith("/"):
            message = f"{settings[key]!r} is not a JSON Pointer"
            problems.error(node, message, "a JSON Pointer begins with /")
    first = node.value.get("first", 1) if isinstance(node.value, dict) else 1
    return ir.Pagination(
        style, **settings, first=first if isinstance(first, int) else 1
    )
