"""Servers: the environments of a client, and the variables in their URLs."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.python.names import Claim, screaming
from specpress.python.names.namer import Namer, Space
from specpress.python.source_text import format_literal
from specpress.reader import server_urls


@dataclass(frozen=True, slots=True)
class Environment:
    """A server with an absolute URL."""

    name: str
    """Name of the member of the enum of servers."""
    url: str
    """The URL, which may contain variables."""
    text: str
    """Description of the server."""
    variables: tuple[tuple[str, str], ...]
    """Variables in the URL that have a default, and the default."""


def build_environments(api: ir.Api, namer: Namer) -> list[Environment]:
    """Return the servers with a host; the first one is the default."""
    by_url = {s.url: s for s in reversed(api.servers) if s.has_host}
    servers = [*reversed(by_url.values())]
    claims = [
        Claim(
            s.url,
            (screaming(s.name or _host(s.url)), screaming(f"{s.name or ''} {s.url}")),
        )
        for s in servers
    ]
    names = namer.assign(claims, "member", Space("environment"))
    return [
        Environment(
            names[s.url],
            s.url,
            s.description,
            tuple((v.name, v.default) for v in s.variables if v.default is not None),
        )
        for s in servers
    ]


def is_base_url_required(api: ir.Api) -> bool:
    """Return whether an operation has no server with a host."""
    without_host = [
        o for o in api.operations if not any(s.has_host for s in o.servers[:1])
    ]
    return bool(without_host) and not any(s.has_host for s in api.servers)


def needs_base_url(api: ir.Api) -> bool:
    """Return whether the client cannot call each operation without a base URL or values of variables."""
    default = [s for s in api.servers if s.has_host][:1]
    servers = [s for o in api.operations for s in _list_used(o, default)]
    return is_base_url_required(api) or not all(map(_is_complete, servers))


def _list_used(operation: ir.Operation, default: list[ir.Server]) -> list[ir.Server]:
    """Return the servers whose URLs make that of a request: a relative URL is joined to the default one."""
    own = operation.servers[:1]
    return [*own] if any(s.has_host for s in own) else [*own, *default]


def _is_complete(server: ir.Server) -> bool:
    """Return whether requests can be sent to a server without further values."""
    defaults = {v.name for v in server.variables if v.default is not None}
    is_usable = server_urls.describe_fault(server.url) is None
    return is_usable and defaults.issuperset(server_urls.find_variables(server.url))


def name_servers(api: ir.Api) -> dict[str, str]:
    """Return the declared name of each server with a host, by its URL."""
    operation_servers = [s for o in api.operations for s in o.servers[:1]]
    servers = (*operation_servers, *api.servers)
    return {s.url: s.name or "" for s in servers if s.has_host}


def describe_variables(api: ir.Api) -> list[str]:
    """Return the variables of all servers, without duplicates, as texts."""
    servers = [*api.servers, *(s for o in api.operations for s in o.servers[:1])]
    by_name = {v.name: v for s in reversed(servers) for v in reversed(s.variables)}
    return [_describe_variable(v) for v in reversed(by_name.values())]


def _describe_variable(variable: ir.Variable) -> str:
    default = (
        [f"default {format_literal(variable.default)}"] if variable.default else []
    )
    values = [f"one of {', '.join(map(format_literal, variable.values))}"]
    notes = "; ".join([*default, *(values if variable.values else [])])
    head = f"{variable.name} ({notes})" if notes else variable.name
    return f"{head}: {variable.description}" if variable.description else f"{head}."


def _host(url: str) -> str:
    """Return the host of a URL, which may contain variables."""
    plain = url.replace("{", "").replace("}", "")
    return plain.partition("://")[2].partition("/")[0] or plain.strip("/") or "default"
