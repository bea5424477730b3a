"""Servers: base URLs and the parts of them that a client may choose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from specpress import ir
from specpress.build import read
from specpress.problems import Problems
from specpress.resolve import Cursor
from specpress.uris import is_url

_BRACES = re.compile(r"\{([^{}]+)\}")


def build(holder: Cursor, problems: Problems) -> tuple[ir.Server, ...]:
    """The servers that a document, a path or an operation names."""
    listed = read.sequence(holder, "servers", problems)
    found = [
        (cursor, _server(cursor, problems))
        for cursor in (listed.elements() if listed is not None else ())
        if read.followed(cursor, problems) is not None
    ]
    if not holder.path and any(server.has_host for _, server in found):
        for cursor, server in found:
            if not server.has_host:
                message = f"the server {server.url!r} has no host, as others have"
                problems.warning(cursor, message, "give a client its `base_url`")
    for cursor, server in found[1:] if holder.path else ():
        message = f"the server {server.url!r} is left out: an operation has one server"
        hint = "the first one is used unless the client has a `base_url`"
        problems.omission(cursor, f"server {server.url!r}", message, hint)
    return tuple(server for _, server in found)


def _server(cursor: Cursor, problems: Problems) -> ir.Server:
    name = read.text(cursor, "name") or read.text(cursor, "x-server-name")
    url = _url(cursor)
    declared = {v.name: v for v in _variables(cursor, problems)}
    for missing in _BRACES.findall(url):
        if missing not in declared:
            message = f"the variable {missing!r} of the server {url!r} is not declared"
            problems.warning(cursor, message, "a client must be given its value")
            declared[missing] = ir.Variable(missing, None, (), "")
    return ir.Server(
        url=url,
        name=name or None,
        description=read.text(cursor, "description"),
        variables=tuple(declared.values()),
    )


def _url(cursor: Cursor) -> str:
    """The URL; one without a host is taken from where the document was fetched."""
    url = read.text(cursor, "url").rstrip("/")
    whole = "://" in url or url.startswith("{") or not is_url(cursor.document.uri)
    return url if whole else urljoin(cursor.document.uri, url or "/").rstrip("/")


def _variables(cursor: Cursor, problems: Problems) -> Iterator[ir.Variable]:
    for name, variable in read.entries(cursor, "variables", problems):
        values = read.sequence(variable, "enum", problems)
        listed = [str(value) for value in values.value] if values is not None else []
        default = read.text(variable, "default") if "default" in variable.value else None
        yield ir.Variable(
            name=name,
            default=default if default is not None else next(iter(listed), None),
            values=tuple(listed),
            description=read.text(variable, "description"),
        )
