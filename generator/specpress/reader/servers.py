"""Servers: base URLs and their variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from specpress import ir
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.document.uris import is_url
from specpress.schema.name_dialects import read_name

_VARIABLE = re.compile(r"\{([^{}]+)\}")


def build(holder: Cursor, problems: Problems) -> tuple[ir.Server, ...]:
    """Return the servers of a document, a path item or an operation."""
    node = nodes.get_list(holder, "servers", problems)
    servers = [
        (cursor, _build_server(cursor, problems))
        for cursor in (node.elements() if node is not None else ())
        if nodes.resolve_mapping(cursor, problems) is not None
    ]
    if holder.parent is None and any(server.has_host for _, server in servers):
        for cursor, server in servers:
            if not server.has_host:
                message = f"server URL {server.url!r} has no host, unlike other servers"
                hint = "add the host; until then this server needs a `base_url`"
                problems.warning(cursor, message, hint)
    for cursor, server in servers[1:] if holder.parent is not None else ():
        message = f"an operation has one server: {server.url!r} is ignored"
        hint = "the first one is used unless the client has a `base_url`"
        problems.omission(cursor, f"server {server.url!r}", message, hint)
    return tuple(server for _, server in servers)


def _build_server(cursor: Cursor, problems: Problems) -> ir.Server:
    chosen = read_name(cursor, "environment", problems)
    name = chosen or nodes.get_text(cursor, "name")
    url = _get_url(cursor)
    variables = {v.name: v for v in _build_variables(cursor, problems)}
    for missing in _VARIABLE.findall(url):
        if missing not in variables:
            message = f"variable {missing!r} of server {url!r} is not declared"
            hint = "declare it in `variables`; until then the client requires its value"
            problems.warning(cursor, message, hint)
            variables[missing] = ir.Variable(missing, None, (), "")
    return ir.Server(
        url=url,
        name=name or None,
        description=nodes.get_text(cursor, "description"),
        variables=tuple(variables.values()),
    )


def _get_url(cursor: Cursor) -> str:
    """Return the URL; a relative one is resolved against the URL of the document, if it has one."""
    url = nodes.get_text(cursor, "url").rstrip("/")
    is_absolute = "://" in url or url.startswith("{")
    if is_absolute or not is_url(cursor.document.uri):
        return url
    return urljoin(cursor.document.uri, url or "/").rstrip("/")


def _build_variables(cursor: Cursor, problems: Problems) -> Iterator[ir.Variable]:
    for name, variable in nodes.get_entries(cursor, "variables", problems):
        node = nodes.get_list(variable, "enum", problems)
        values = [str(value) for value in node.value] if node is not None else []
        default = (
            nodes.get_text(variable, "default") if "default" in variable.value else None
        )
        yield ir.Variable(
            name=name,
            default=default if default is not None else next(iter(values), None),
            values=tuple(values),
            description=nodes.get_text(variable, "description"),
        )
