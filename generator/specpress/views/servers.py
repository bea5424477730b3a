"""Views of servers: the environments of a client, and the parts of their URLs that it may choose."""

from __future__ import annotations

from dataclasses import dataclass

from specpress import ir
from specpress.layout import docstring, in_docstring, literal, statement
from specpress.names import Claim, screaming, assign_names


@dataclass(slots=True)
class Environment:
    """One server."""

    name: str
    url: str
    lines: list[str]
    """The member of the enum that names it."""
    doc: list[str]
    variables: list[tuple[str, str]]
    """The names in braces in its URL that have a default, and the default."""


def environments(api: ir.Api) -> list[Environment]:
    """The servers of the document that have a host, by name; the first one is the default."""
    found = {s.url: s for s in reversed(api.servers) if s.has_host}
    servers = [*reversed(found.values())]
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
            literal(s.url),
            statement(f"{names[s.url]} = {literal(s.url)}", 4),
            docstring(s.description, 4),
            [
                (literal(v.name), literal(v.default))
                for v in s.variables
                if v.default is not None
            ],
        )
        for s in servers
    ]


def base_url_parameter(api: ir.Api) -> str:
    """The parameter that names the server: it must be given where an operation has none."""
    lost = [o for o in api.operations if not any(s.has_host for s in o.servers[:1])]
    if lost and not any(s.has_host for s in api.servers):
        return "base_url: str"
    return "base_url: str | None = None"


def variables(api: ir.Api) -> list[str]:
    """What is told of the variables of all servers, each name once, as lines of a docstring."""
    servers = [*api.servers, *(s for o in api.operations for s in o.servers[:1])]
    found = {v.name: v for s in reversed(servers) for v in reversed(s.variables)}
    return [
        line for v in reversed(found.values()) for line in in_docstring(_told(v), 16)
    ]


def _told(variable: ir.Variable) -> str:
    default = [f"default {literal(variable.default)}"] if variable.default else []
    values = [f"one of {', '.join(map(literal, variable.values))}"]
    notes = "; ".join([*default, *(values if variable.values else [])])
    head = f"{variable.name} ({notes})" if notes else variable.name
    return f"{head}: {variable.description}" if variable.description else f"{head}."


def _host(url: str) -> str:
    """The host of a URL, which may have names in braces."""
    plain = url.replace("{", "").replace("}", "")
    return plain.partition("://")[2].partition("/")[0] or plain.strip("/") or "default"
