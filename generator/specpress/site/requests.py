"""The requests of examples, for the buttons that send them to the mock server."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from specpress import ir
from specpress.document.fields import CONNECTION_HEADERS
from specpress.mock.paths import server_path
from specpress.package.client import ClientModule
from specpress.package.example_calls import ExampleCalls, choose_body
from specpress.package.example_values import NoExample
from specpress.package.media import body_kind
from specpress.package.methods import Method
from specpress.package.readme_credentials import get_value, select_schemes

# Headers that a page cannot set, besides those of the connection.
REFUSED_HEADERS = CONNECTION_HEADERS | {"cookie", "origin", "referer", "date", "via"}


class NotSendable(Exception):
    """A page cannot send the request: it has a cookie, a file, or a style that only the client writes."""


@dataclass(frozen=True, slots=True)
class CredentialField:
    """A credential of a request, which the user of a page may replace."""

    argument: str
    """Argument of the client."""
    place: str
    """Where the request has it: header or query."""
    wire: str
    """The name of the header or query parameter."""
    prefix: str
    """The text before the value, such as `Bearer `."""
    value: str
    """The value of the example."""

    def to_json(self) -> dict[str, str]:
        """Return the credential for the script of the page."""
        return {
            "argument": self.argument,
            "place": self.place,
            "wire": self.wire,
            "prefix": self.prefix,
            "value": self.value,
        }


@dataclass(frozen=True, slots=True)
class ExampleRequest:
    """A request that a page sends to the mock server."""

    method: str
    """The HTTP method."""
    target: str
    """Path and query, below the URL of the mock server."""
    headers: tuple[tuple[str, str], ...]
    """The headers without credentials."""
    body: str | None
    """The body as text; None without one."""
    credentials: tuple[CredentialField, ...]
    """The credentials."""
    statuses: tuple[str, ...]
    """The documented statuses, of which the user chooses one."""
    states: tuple[str, ...] = ()
    """The states of the resource, one of which it gets before; the first one allows the operation."""

    @property
    def json(self) -> str:
        """The request for the script of the page."""
        table = {
            "method": self.method,
            "target": self.target,
            "headers": [*self.headers],
            "body": self.body,
            "credentials": [c.to_json() for c in self.credentials],
            "statuses": [*self.statuses],
            "states": [*self.states],
        }
        return json.dumps(table, separators=(",", ":"))


def build_request(
    api: ir.Api, method: Method, client: ClientModule, calls: ExampleCalls
) -> ExampleRequest | None:
    """Return the request of the example of a method; None if a page cannot send it."""
    source = method.source
    required = {p.name for p in method.parameters if p.is_required}
    parameters = [
        p
        for p in source.parameters
        if p.required or method.names[f"{p.location} {p.wire}"] in required
    ]
    try:
        values = [(p, calls.values.build_argument(p)) for p in parameters]
        headers, body = _build_body(method, calls)
        servers = source.servers or api.servers
        base_path = server_path(servers[0]) if servers else ""
        target = base_path + _build_target(source, values)
        headers = (*headers, *_list_headers(values))
        credentials = tuple(_list_credentials(source, client))
    except (NoExample, NotSendable):
        return None
    return ExampleRequest(
        source.method,
        target,
        headers,
        body,
        credentials,
        tuple(_list_statuses(source)),
        tuple(_list_states(api, source)),
    )


def _build_target(
    source: ir.Operation, values: Iterable[tuple[ir.Parameter, Any]]
) -> str:
    """Return the path and the query."""
    path, _, fragment = source.path.partition("#")
    pairs: list[str] = []
    for parameter, value in values:
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.wire}}}", _encode_path(parameter, value))
        elif parameter.location == "query":
            pairs += _encode_pairs(parameter, value)
        elif parameter.location != "header":
            raise NotSendable(parameter.location)
    if "{" in path or fragment:
        raise NotSendable(path)
    separator = "&" if "?" in path else "?"
    return path + (separator + "&".join(pairs) if pairs else "")


def _encode_path(parameter: ir.Parameter, value: Any) -> str:
    if parameter.style != "simple" or parameter.content_type:
        raise NotSendable(parameter.style)
    return ",".join(quote(_to_text(v), safe="") for v in _list_items(value))


def _encode_pairs(parameter: ir.Parameter, value: Any) -> Iterator[str]:
    name = quote(parameter.wire, safe="")
    if parameter.content_type:
        text = json.dumps(value) if "json" in parameter.content_type else None
        if text is None:
            raise NotSendable(parameter.content_type)
        yield f"{name}={quote(text, safe='')}"
        return
    is_array = isinstance(value, list)
    is_of_properties = parameter.style == "deepObject" and isinstance(value, dict)
    if is_of_properties:
        for key, text in value.items():
            yield f"{name}%5B{quote(key, safe='')}%5D={quote(_to_text(text), safe='')}"
        return
    if parameter.style != "form" or isinstance(value, dict):
        raise NotSendable(parameter.style)
    texts = [quote(_to_text(v), safe="") for v in _list_items(value)]
    if is_array and parameter.explode:
        yield from (f"{name}={text}" for text in texts)
    else:
        yield f"{name}={','.join(texts)}"


def _list_items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _to_text(value: Any) -> str:
    if isinstance(value, (dict, list)) or value is None:
        raise NotSendable(type(value).__name__)
    return value if isinstance(value, str) else json.dumps(value)


def _list_headers(
    values: Iterable[tuple[ir.Parameter, Any]],
) -> Iterator[tuple[str, str]]:
    for parameter, value in values:
        if parameter.location != "header":
            continue
        text = ",".join(map(_to_text, _list_items(value)))
        _check_header(parameter.wire, text)
        yield parameter.wire, text


def _check_header(name: str, text: str) -> None:
    is_plain = text.isascii() and text.isprintable() and name.isascii()
    if not is_plain or name.lower() in REFUSED_HEADERS:
        raise NotSendable(name)


def _build_body(
    method: Method, calls: ExampleCalls
) -> tuple[tuple[tuple[str, str], ...], str | None]:
    """Return the header and the text of a body."""
    source = method.source
    if not source.bodies or not source.body_required:
        return (), None
    body = choose_body(source.bodies, calls.python)
    if body_kind(body, calls.python) != "json" or "*" in body.media_type:
        raise NotSendable(body.media_type)
    value = (
        {} if body.type is None else calls.values.build_body(body.type, body.example)
    )
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return (("Content-Type", body.media_type),), text


def _list_credentials(
    source: ir.Operation, client: ClientModule
) -> Iterator[CredentialField]:
    """Yield the credentials of the first requirement that the client can fulfil."""
    selected = select_schemes(source, client)
    for credential in client.credentials:
        scheme = credential.source
        if scheme.name not in selected:
            continue
        prefix, place, wire = "", "header", "Authorization"
        if scheme.kind == "apikey":
            place, wire = scheme.location, scheme.wire
        elif scheme.kind in ("bearer", "basic"):
            prefix = f"{scheme.kind.capitalize()} "
        if place == "cookie":
            raise NotSendable(place)
        value = get_value(scheme)
        yield CredentialField(credential.argument, place, wire, prefix, value)


def _list_states(api: ir.Api, source: ir.Operation) -> Iterator[str]:
    """Yield the states of the resource that an operation reads or changes, first those that allow it."""
    for lifecycle in api.lifecycles:
        allowed = lifecycle.sources(source.origin)
        if allowed or source.origin == lifecycle.read:
            yield from dict.fromkeys(map(str, (*allowed, *lifecycle.states)))
            return


def _list_statuses(source: ir.Operation) -> Iterator[str]:
    """Yield the documented statuses, without ranges and interim ones."""
    statuses = dict.fromkeys(response.status for response in source.responses)
    return (s for s in statuses if ir.STATUS.fullmatch(s) and s >= "200")
