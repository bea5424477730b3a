"""Servers: base URLs and their variables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specpress import ir
from specpress.document import nodes
from specpress.document.problems import Problems
from specpress.document.resolve import Cursor
from specpress.document.uris import is_url, resolve_uri
from specpress.reader import server_urls
from specpress.reader.server_urls import shorten
from specpress.schema.name_dialects import read_name


def build(holder: Cursor, problems: Problems) -> tuple[ir.Server, ...]:
    """Return the servers of a document, a path item or an operation."""
    node = nodes.get_list(holder, "servers", problems)
    servers = [
        (cursor, _build_server(cursor, problems))
        for cursor in (node.elements() if node is not None else ())
        if nodes.resolve_mapping(cursor, problems) is not None
    ]
    if holder.parent is None:
        usable = _select_for_document(servers, problems)
    else:
        usable = _select_for_operation(servers, problems)
    return tuple(server for _, server in usable)


_Located = list[tuple[Cursor, ir.Server]]


def _select_for_document(servers: _Located, problems: Problems) -> _Located:
    """Return the servers of a document that requests can be sent to."""
    usable = []
    for cursor, server in servers:
        fault = server_urls.describe_fault(server.url)
        if fault is None:
            usable.append((cursor, server))
        else:
            _omit(cursor, server, fault, problems)
    if any(server.has_host for _, server in usable):
        for cursor, server in usable:
            if not server.has_host:
                message = f"server URL {shorten(server.url)} has no host, unlike other servers"
                hint = "add the host; until then this server needs a `base_url`"
                problems.warning(cursor, message, hint, code="server-without-host")
    return usable


def _select_for_operation(servers: _Located, problems: Problems) -> _Located:
    """Return the servers of an operation, the one that it uses first.

    If no request can be sent to any, its calls need a `base_url`.
    """
    faults = {c: server_urls.describe_fault(s.url) for c, s in servers}
    usable = [entry for entry in servers if faults[entry[0]] is None] or servers[:1]
    for cursor, server in servers:
        fault = faults[cursor]
        is_used = cursor is usable[0][0]
        if fault is not None and not is_used:
            _omit(cursor, server, fault, problems)
        elif fault is not None:
            hint = (
                "correct the URL; until then calls of the operation need a `base_url`"
            )
            message = f"server URL {shorten(server.url)} cannot be used: {fault}"
            problems.warning(_get_place(cursor), message, hint, code="unusable-server")
        elif not is_used:
            message = f"an operation has one server: {shorten(server.url)} is ignored"
            hint = "the first one is used unless the client has a `base_url`"
            problems.omission(
                cursor,
                f"server {shorten(server.url)}",
                message,
                hint,
                code="several-servers",
            )
    return usable


def _omit(cursor: Cursor, server: ir.Server, fault: str, problems: Problems) -> None:
    message = (
        f"server URL {shorten(server.url)} cannot be used: {fault}; server ignored"
    )
    hint = "correct the URL; until then use a `base_url`"
    omits = f"server {shorten(server.url)}"
    problems.omission(cursor, omits, message, hint, code="unusable-server")


def _get_place(cursor: Cursor) -> Cursor:
    return cursor.get("url") or cursor


def _build_server(cursor: Cursor, problems: Problems) -> ir.Server:
    chosen = read_name(cursor, "environment", problems)
    name = chosen or nodes.get_text(cursor, "name")
    url = _get_url(cursor, problems)
    variables = {v.name: v for v in _build_variables(cursor, problems)}
    for missing in server_urls.find_variables(url):
        if missing not in variables:
            message = (
                f"variable {shorten(missing)} of server {shorten(url)} is not declared"
            )
            hint = "declare it in `variables`; until then the client requires its value"
            problems.warning(cursor, message, hint, code="undeclared-variable")
            variables[missing] = ir.Variable(missing, None, (), "")
    _drop_faulty_defaults(cursor, url, variables, problems)
    is_usable = server_urls.describe_fault(url) is None
    defaults = _get_defaults(variables)
    return ir.Server(
        url=url,
        name=name or None,
        description=nodes.get_text(cursor, "description"),
        variables=tuple(variables.values()),
        has_host=is_usable and server_urls.is_absolute(server_urls.fill(url, defaults)),
    )


def _get_defaults(variables: dict[str, ir.Variable]) -> dict[str, str]:
    return {n: v.default for n, v in variables.items() if v.default is not None}


def _drop_faulty_defaults(
    cursor: Cursor, url: str, variables: dict[str, ir.Variable], problems: Problems
) -> None:
    """Remove the defaults that cannot be sent where the URL contains their variables."""
    if server_urls.describe_fault(url) is not None:
        return
    for name in server_urls.find_faulty_texts(url, _get_defaults(variables)):
        default = shorten(variables[name].default or "")
        message = f"default {default} of server variable {shorten(name)} cannot be sent in the URL"
        hint = (
            "correct it; until then the client requires a value in `server_variables`"
        )
        at = _get_default_place(cursor, name)
        problems.warning(at, message, hint, code="unusable-variable")
        variables[name] = replace(variables[name], default=None)


def _get_default_place(cursor: Cursor, name: str) -> Cursor:
    """Return the default of a variable, or its nearest existing ancestor."""
    for key in ("variables", name, "default"):
        cursor = cursor.get(key) or cursor
    return cursor


def _get_url(cursor: Cursor, problems: Problems) -> str:
    """Return the URL; a relative one is resolved against the URL of the document, if it has one."""
    text = nodes.get_text(cursor, "url")
    stripped = text.strip(" \t\r\n")
    url = _strip_slash(stripped)
    if stripped != text:
        message = f"blanks around the server URL {shorten(text)} are ignored"
        problems.warning(
            _get_place(cursor), message, "remove them", code="blanks-in-url"
        )
    if suggested := server_urls.suggest_scheme(url):
        message = f"server URL {shorten(url)} begins with a host, but has no scheme: it is read as a path"
        hint = f"write `{suggested}`"
        problems.warning(
            _get_place(cursor), message, hint, code="server-without-scheme"
        )
    if server_urls.is_absolute(url) or not is_url(cursor.document.uri):
        return url
    return _strip_slash(resolve_uri(cursor.document.uri, url or "/"))


def _strip_slash(url: str) -> str:
    stripped = url.rstrip("/")
    return url if stripped.endswith(":") else stripped


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
