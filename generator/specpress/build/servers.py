"""Servers: base URLs and the parts of them that a client may choose."""

from __future__ import annotations

from collections.abc import Iterator

from specpress import ir
from specpress.build import read
from specpress.problems import Problems
from specpress.resolve import Cursor


def build(holder: Cursor, problems: Problems) -> tuple[ir.Server, ...]:
    """The servers that a document, a path or an operation names."""
    listed = read.sequence(holder, "servers", problems)
    return tuple(
        _server(server, problems)
        for server in (listed.elements() if listed is not None else ())
        if read.followed(server, problems) is not None
    )


def _server(cursor: Cursor, problems: Problems) -> ir.Server:
    name = read.text(cursor, "name") or read.text(cursor, "x-server-name")
    return ir.Server(
        url=read.text(cursor, "url").rstrip("/"),
        name=name or None,
        description=read.text(cursor, "description"),
        variables=tuple(_variables(cursor, problems)),
    )


def _variables(cursor: Cursor, problems: Problems) -> Iterator[ir.Variable]:
    for name, variable in read.entries(cursor, "variables", problems):
        values = read.sequence(variable, "enum", problems)
        listed = values.value if values is not None else []
        first = str(listed[0]) if listed else ""
        yield ir.Variable(
            name=name,
            default=read.text(variable, "default") or first,
            values=tuple(map(str, listed)),
            description=read.text(variable, "description"),
        )
