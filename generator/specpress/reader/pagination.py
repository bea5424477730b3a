"""Pagination: an extension at an operation. It is never inferred.

One of `cursor: {parameter, next}`, `offset: {parameter, items}`, `page: {parameter, items, first}`,
`link: true` (the header Link, RFC 8288) and `url: <pointer>`; with any of them `more: <pointer>`
to a boolean. Pointers are JSON Pointers into the response body.
"""

from __future__ import annotations

from specpress import ir
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.schema.extensions import PAGINATION
from specpress.validate import extensions

SCHEMES = ("cursor", "offset", "page", "link", "url")


def build(
    operation: Cursor, parameters: tuple[ir.Parameter, ...], problems: Problems
) -> ir.Pagination | None:
    """Return the pagination of an operation, or None if it declares none."""
    extension = extensions.find(operation, PAGINATION, problems)
    if extension is None:
        return None
    scheme = next(scheme for scheme in SCHEMES if scheme in extension.value)
    node = extension.child(scheme)
    settings = {k: nodes.get_text(node, k) for k in ("parameter", "next", "items")}
    if scheme == "url":
        settings["next"] = node.value
    _check_parameter(node, settings["parameter"], parameters, problems)
    return ir.Pagination(
        scheme,
        **settings,
        more=nodes.get_text(extension, "more"),
        first=node.value.get("first", 1) if isinstance(node.value, dict) else 1,
    )


def _check_parameter(
    node: Cursor, name: str, parameters: tuple[ir.Parameter, ...], problems: Problems
) -> None:
    """Report a query parameter that the operation does not have."""
    names = {p.wire for p in parameters if p.location == "query"}
    if name and name not in names:
        message = f"{PAGINATION}: unknown query parameter {name!r}"
        hint = f"its query parameters are {', '.join(sorted(names))}" if names else None
        problems.error(node, message, hint or "the operation has no query parameters")
