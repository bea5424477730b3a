"""Send the requests of a client to a mock server in the same process."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from typing import Any

import httpx2
from starlette.types import ASGIApp

from specpress import ir
from specpress.mock.app import Mock

# Headers that every client sends, or that select a response of the mock server.
COMMON_HEADERS = frozenset(
    [
        *("accept", "accept-encoding", "authorization", "connection", "content-length"),
        *("content-type", "cookie", "host", "idempotency-key", "user-agent"),
    ]
)
HOST = "api.example.com"


class MockTransport(httpx2.BaseTransport):
    """A transport whose server exists only at the hosts of the document.

    Attributes:
        ignored: The parts of requests that the document does not declare.
    """

    def __init__(self, mock: Mock) -> None:
        self.mock = mock
        self.app: ASGIApp = mock.create_app()
        self.ignored: list[str] = []
        servers = [*mock.api.servers]
        servers += [s for operation in mock.api.operations for s in operation.servers]
        self.hosts = {httpx2.URL(s.url).host for s in servers if s.has_host} or {HOST}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the response of the mock server.

        Raises:
            ConnectError: the document has no server at the host.
        """
        if request.url.host not in self.hosts:
            raise httpx2.ConnectError("no server", request=request)
        self.ignored += _list_ignored(self.mock.api, request)
        return asyncio.run(self._send(request))

    async def _send(self, request: httpx2.Request) -> httpx2.Response:
        transport = httpx2.ASGITransport(self.app)
        content = request.read()
        sent = httpx2.Request(
            request.method, request.url, headers=request.headers, content=content
        )
        response = await transport.handle_async_request(sent)
        body = await response.aread()
        headers = [(k, v) for k, v in response.headers.multi_items()]
        return httpx2.Response(response.status_code, headers=headers, content=body)


def _list_ignored(api: ir.Api, request: httpx2.Request) -> Iterator[str]:
    """Yield the parts of a request that its operation does not declare."""
    operation = next((o for o in api.operations if _matches(o, request)), None)
    if operation is None:
        return
    declared = {(p.location, p.wire.lower()) for p in operation.parameters}
    declared |= set(_list_exploded(api, operation))
    keys = {s.wire.lower() for s in api.schemes if s.kind == "apikey"}
    sent = [("query", name) for name in request.url.params]
    sent += [("header", n.lower()) for n in request.headers]
    sent += [("cookie", n) for n in SimpleCookie(request.headers.get("cookie", ""))]
    for location, name in sent:
        is_common = location == "header" and name in COMMON_HEADERS
        is_mock = name.startswith("x-mock-")
        is_known = (location, name.lower()) in declared or name.lower() in keys
        if not (is_common or is_mock or is_known):
            yield f"{location} {name}"
    yield from _list_ignored_content(api, operation, request.read())


def _list_exploded(api: ir.Api, operation: ir.Operation) -> Iterator[tuple[str, str]]:
    """Yield the names of properties that a parameter writes as parameters."""
    for parameter in operation.parameters:
        schema = api.types[parameter.type]
        if isinstance(schema, ir.Object):
            for field in schema.fields:
                is_deep = parameter.style == "deepObject"
                name = f"{parameter.wire}[{field.wire}]" if is_deep else field.wire
                if is_deep or parameter.explode:
                    yield parameter.location, name.lower()


def _list_ignored_content(
    api: ir.Api, operation: ir.Operation, content: bytes
) -> Iterator[str]:
    """Yield the parts of a body that its schema does not declare."""
    if not content:
        return
    if not operation.bodies:
        yield "body"
        return
    type_id = operation.bodies[0].type
    schema = api.types.get(type_id) if type_id is not None else None
    while isinstance(schema, (ir.Alias, ir.Nullable)):
        is_alias = isinstance(schema, ir.Alias)
        schema = api.types[schema.target if is_alias else schema.inner]  # type: ignore[union-attr]
    try:
        value: Any = json.loads(content)
    except ValueError:
        return
    if isinstance(schema, ir.Object) and isinstance(value, dict):
        known = {f.wire for f in schema.fields}
        yield from (f"property {key}" for key in value if key not in known)


def _matches(operation: ir.Operation, request: httpx2.Request) -> bool:
    parts = re.split(r"\{[^{}]*\}", operation.path)
    pattern = "[^/]+".join(map(re.escape, parts))
    path = request.url.path
    return operation.method == request.method and bool(
        re.fullmatch(f"(?:/v[0-9])?{pattern}", path)
    )
