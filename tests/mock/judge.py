"""Send requests to a mock in process, and judge its responses by h11."""

from __future__ import annotations

import asyncio

import h11
from starlette.types import ASGIApp

from tests.corpus.inprocess import build_scope, call_application

Received = tuple[int, dict[str, str], bytes]


def send(
    app: ASGIApp, method: str, target: str, headers: dict[str, str], body: bytes = b""
) -> Received:
    """Send a request; the target may contain anything."""
    scope = build_scope(method, "/", {})
    path, _, query = target.partition("?")
    scope["path"], scope["raw_path"] = path, path.encode("utf-8", "surrogatepass")
    scope["query_string"] = query.encode("utf-8", "surrogatepass")
    scope["headers"] = [
        (name.lower().encode(), text.encode("latin-1", "replace"))
        for name, text in headers.items()
    ]
    return asyncio.run(call_application(app, scope, body))


def check_response(response: Received) -> None:
    """Check that HTTP allows a response, and that it is not an unexpected error."""
    status, headers, body = response
    connection = h11.Connection(h11.SERVER)
    connection.receive_data(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    connection.next_event()
    pairs = [(name, text.encode("latin-1")) for name, text in headers.items()]
    connection.send(h11.Response(status_code=status, headers=pairs))
    connection.send(h11.Data(data=body))
    connection.send(h11.EndOfMessage())
    assert "x-injected" not in headers
    # All others are documented, or begin with "cannot respond to".
    assert b"internal error" not in body, body
    assert body != b"Internal Server Error"
