"""Servers: the environments of a client, and the variables in their URLs."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.python.layout import (
    format_docstring,
    format_docstring_entry,
    format_literal,
    format_statement,
)
from specpress.python.names import Claim, assign_names, screaming


@dataclass(slots=True)
class Environment:
    """A server with an absolute URL."""

    name: str
    url: str
    lines: list[str]
    """Lines of its enum member."""
    doc: list[str]
    variables: list[tuple[str, str]]
    """Variables in the URL that have a default, and the default."""


def build_environments(api: ir.Api) -> list[Environment]:
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
    names = assign_names(claims, "member")
    return [
        Environment(
            names[s.url],
            format_literal(s.url),
            format_statement(f"{names[s.url]} = {format_literal(s.url)}", 4),
            format_docstring(s.description, 4),
            [
                (format_literal(v.name), format_literal(v.default))
                for v in s.variables
                if v.default is not None
            ],
        )
        for s in servers
    ]


def format_base_url_parameter(api: ir.Api) -> str:
    """Return the parameter `base_url`, required if an operation has no server with a host."""
    without_host = [
        o for o in api.operations if not any(s.has_host for s in o.servers[:1])
    ]
    if without_host and not any(s.has_host for s in api.servers):
        return "base_url: str | Mapping[str, str]"
    return "base_url: str | Mapping[str, str] | None = None"


def build_server_names(api: ir.Api) -> list[tuple[str, str]]:
    """Return URL and declared name of each server with a host, as literals."""
    operation_servers = [s for o in api.operations for s in o.servers[:1]]
    servers = {s.url: s for s in (*operation_servers, *api.servers) if s.has_host}
    return [
        (format_literal(url), format_literal(s.name or ""))
        for url, s in servers.items()
    ]


def describe_variables(api: ir.Api) -> list[str]:
    """Return the variables of all servers, without duplicates, as lines of a docstring."""
    servers = [*api.servers, *(s for o in api.operations for s in o.servers[:1])]
    by_name = {v.name: v for s in reversed(servers) for v in reversed(s.variables)}
    return [
        line
        for v in reversed(by_name.values())
        for line in format_docstring_entry(_describe_variable(v), 16)
    ]


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
