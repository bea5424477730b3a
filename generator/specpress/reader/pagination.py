"""Pagination that an operation declares: our extension, or that of another tool.

Ours is one of `cursor: {parameter, next}`, `offset: {parameter, items}`, `page: {parameter, items,
first}`, `link: true` (the header Link, RFC 8288) and `url: <pointer>`; with any of them `items`,
`more` and `total`, pointers into the response body. `false` turns inference off.
"""

from __future__ import annotations

from specpress import ir
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.reader import vendor_pagination
from specpress.schema.extensions import PAGINATION
from specpress.validate import extensions

SCHEMES = ("cursor", "offset", "page", "link", "url")
OFF = ir.Pagination("none", source=PAGINATION)


def build(
    operation: Cursor, parameters: tuple[ir.Parameter, ...], problems: Problems
) -> ir.Pagination | None:
    """Return the pagination of an operation, or None if it declares none."""
    extension = extensions.find(operation, PAGINATION, problems)
    if extension is None:
        return vendor_pagination.build(operation, parameters)
    if extension.value is False:
        return OFF
    scheme = next(scheme for scheme in SCHEMES if scheme in extension.value)
    node = extension.child(scheme)
    parameter = nodes.get_text(node, "parameter")
    _check_parameter(node, parameter, parameters, problems)
    holder = node if nodes.get_text(node, "items") else extension
    return ir.Pagination(
        scheme,
        parameter,
        next=node.value if scheme == "url" else nodes.get_text(node, "next"),
        items=holder.value.get("items"),
        more=nodes.get_text(extension, "more"),
        total=nodes.get_text(extension, "total"),
        first=node.value.get("first") if isinstance(node.value, dict) else None,
        source=PAGINATION,
    )


def _check_parameter(
    node: Cursor, name: str, parameters: tuple[ir.Parameter, ...], problems: Problems
) -> None:
    """Report a query parameter that the operation does not have."""
    names = {p.wire for p in parameters if p.location == "query"}
    if name and name not in names:
        message = f"{PAGINATION}: unknown query parameter {name!r}"
        hint = f"its query parameters are {', '.join(sorted(names))}" if names else None
        problems.error(
            node,
            message,
            hint or "the operation has no query parameters",
            code="invalid-pagination",
        )
