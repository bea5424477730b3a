"""Call an ASGI application without sockets, and transports of generated clients that do."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Scope


async def call_application(
    app: ASGIApp, scope: Scope, body: bytes
) -> tuple[int, dict[str, str], bytes]:
    """Send a request to an application, and return status, headers and body of the response."""
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        messages.append(message)

    await app(scope, receive, send)
    start, *rest = messages
    headers: dict[str, str] = {}
    for name, text in start["headers"]:
        key, value = name.decode().lower(), text.decode("latin-1")
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return start["status"], headers, b"".join(m.get("body", b"") for m in rest)


def run_without_waiting(coroutine: Any) -> Any:
    """Run a coroutine that never waits, which is faster than an event loop."""
    try:
        while True:
            coroutine.send(None)
    except StopIteration as stop:
        return stop.value


def build_scope(method: str, url: str, headers: dict[str, str]) -> Scope:
    """Return the ASGI scope of a request."""
    parts = urlsplit(url)
    return {
        "type": "http",
        "method": method.upper(),
        "path": parts.path or "/",
        "raw_path": (parts.path or "/").encode(),
        "query_string": parts.query.encode(),
        "headers": [
            (n.lower().encode(), t.encode("latin-1")) for n, t in headers.items()
        ],
    }


class MockTransport:
    """The transport of a synchronous client; `types` is the module with the responses."""

    def __init__(self, app: ASGIApp, types: Any) -> None:
        self.app, self.types = app, types

    def open(self, request: Any) -> Any:
        """Send a request, and return the response."""
        status, headers, body = run_without_waiting(_send(self.app, request))
        chunks: Iterator[bytes] = iter((body,))
        return self.types.SyncOpenResponse(status, headers, chunks, lambda: None)

    def close(self) -> None:
        """Do nothing."""


class AsyncMockTransport:
    """The transport of an asynchronous client."""

    def __init__(self, app: ASGIApp, types: Any) -> None:
        self.app, self.types = app, types

    async def open(self, request: Any) -> Any:
        """Send a request, and return the response."""
        status, headers, body = await _send(self.app, request)
        return self.types.AsyncOpenResponse(status, headers, _chunks(body), _close)

    async def aclose(self) -> None:
        """Do nothing."""


async def _send(app: ASGIApp, request: Any) -> tuple[int, dict[str, str], bytes]:
    content = request.content
    if content is not None and not isinstance(content, bytes):
        content = b"".join(content.chunks())
    scope = build_scope(request.method, request.url, request.headers)
    return await call_application(app, scope, content or b"")


async def _chunks(body: bytes) -> AsyncIterator[bytes]:
    yield body


async def _close() -> None:
    pass
