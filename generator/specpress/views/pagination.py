"""The part of an operation's table that tells how its next page is asked for."""

from __future__ import annotations

from specpress import ir
from specpress.layout import call, literal


def lines(source: ir.Operation, names: dict[str, str], indent: int) -> list[str]:
    """The keyword argument, where the document says how."""
    paging = source.pagination
    if paging is None:
        return []
    arguments = [f"style={literal(paging.style)}"]
    if paging.parameter:
        name = names[f"query {paging.parameter}"]
        arguments.append(f"argument={literal(name)}")
    for key in ("next", "items", "more"):
        pointer = getattr(paging, key)
        if pointer:
            arguments.append(f"{key}={literal(pointer)}")
    if paging.first != 1:
        arguments.append(f"first={paging.first}")
    return call("pagination=Pagination(", arguments, indent, "),")
