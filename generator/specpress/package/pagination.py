"""Pagination: the argument of an operation table that describes how the next page is requested."""

from __future__ import annotations

from specpress import ir
from specpress.python.layout import format_call, format_literal


def build_arguments(
    source: ir.Operation, names: dict[str, str], indent: int
) -> list[str]:
    """Return the keyword argument; empty if the document declares no pagination."""
    paging = source.pagination
    if paging is None:
        return []
    arguments = [f"style={format_literal(paging.style)}"]
    if paging.parameter:
        name = names[f"query {paging.parameter}"]
        arguments.append(f"argument={format_literal(name)}")
    for key in ("next", "items", "more"):
        pointer = getattr(paging, key)
        if pointer:
            arguments.append(f"{key}={format_literal(pointer)}")
    if paging.first != 1:
        arguments.append(f"first={paging.first}")
    return format_call("pagination=Pagination(", arguments, indent, "),")
