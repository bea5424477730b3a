"""Transports for tests: `FakeTransport` returns scripted responses, `Recorder` records the exchanges of a real one.

```python
transport = FakeTransport(response(429, {"message": "Wait."}, retry_after="0"), response(200, {...}))
client = …(transport=transport)
```
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, TypeAlias

from .._runtime.errors import TransportError
from .._runtime.request import Request
from .._runtime.transport.headers import Headers
from .._runtime.transport.transport import (
    AsyncOpenResponse,
    AsyncTransport,
    Response,
    SyncOpenResponse,
    SyncTransport,
)

ScriptEntry: TypeAlias = Response | Exception


def response(status: int, body: Any = None, **headers: str | Sequence[str]) -> Response:
    """Return a scripted response.

    A body of bytes is sent as is, any other as JSON. In header names, `_` becomes `-`; a sequence
    repeats the header.
    """
    named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    if body is None:
        content = b""
    elif not isinstance(body, bytes):
        named = {"content-type": "application/json", **named}
    lines = (
        (name, text)
        for name, value in named.items()
        for text in ([value] if isinstance(value, str) else value)
    )
    return Response(status, Headers(lines), content)


class _Script:
    """Responses in order; the last one repeats. Exceptions are raised."""

    def __init__(self, *responses: ScriptEntry) -> None:
        self.responses = list(responses) or [response(204)]
        self.requests: list[Request] = []
        self.is_closed = False

    def _next(self, request: Request) -> Response:
        self.requests.append(request)
        has_more = len(self.responses) > 1
        entry = self.responses.pop(0) if has_more else self.responses[0]
        if isinstance(entry, Exception):
            raise entry
        return entry


class FakeTransport(_Script):
    """Scripted transport of a synchronous client; `requests` records the requests."""

    def open(self, request: Request) -> SyncOpenResponse:
        """Return the next response."""
        return _open_response(self._next(request))

    def close(self) -> None:
        """Set `is_closed`."""
        self.is_closed = True


class AsyncFakeTransport(_Script):
    """Scripted transport of an asynchronous client; `requests` records the requests."""

    async def open(self, request: Request) -> AsyncOpenResponse:
        """Return the next response."""
        return _open_async_response(self._next(request))

    async def aclose(self) -> None:
        """Set `is_closed`."""
        self.is_closed = True


class Recorder:
    """Transport that forwards requests to another and records the exchanges.

    `responses` is a script for a `FakeTransport`.
    """

    def __init__(self, transport: SyncTransport) -> None:
        self.transport = transport
        self.requests: list[Request] = []
        self.responses: list[ScriptEntry] = []

    def open(self, request: Request) -> SyncOpenResponse:
        """Return the response of the transport, with its body in memory."""
        self.requests.append(request)
        try:
            opened = self.transport.open(request)
            content = b"".join(opened.chunks)
        except TransportError as error:
            self.responses.append(error)
            raise
        opened.close()
        self.responses.append(Response(opened.status, opened.headers, content))
        return _open_response(Response(opened.status, opened.headers, content))

    def close(self) -> None:
        """Close the transport."""
        self.transport.close()


class AsyncRecorder:
    """Transport that forwards requests to another and records the exchanges.

    `responses` is a script for an `AsyncFakeTransport`.
    """

    def __init__(self, transport: AsyncTransport) -> None:
        self.transport = transport
        self.requests: list[Request] = []
        self.responses: list[ScriptEntry] = []

    async def open(self, request: Request) -> AsyncOpenResponse:
        """Return the response of the transport, with its body in memory."""
        self.requests.append(request)
        try:
            opened = await self.transport.open(request)
            content = b"".join([chunk async for chunk in opened.chunks])
        except TransportError as error:
            self.responses.append(error)
            raise
        await opened.aclose()
        self.responses.append(Response(opened.status, opened.headers, content))
        return _open_async_response(Response(opened.status, opened.headers, content))

    async def aclose(self) -> None:
        """Close the transport."""
        await self.transport.aclose()


def _open_response(scripted: Response) -> SyncOpenResponse:
    chunks: Iterator[bytes] = iter([scripted.content] if scripted.content else [])
    return SyncOpenResponse(scripted.status, scripted.headers, chunks, lambda: None)


def _open_async_response(scripted: Response) -> AsyncOpenResponse:
    async def chunks() -> AsyncIterator[bytes]:
        if scripted.content:
            yield scripted.content

    async def close() -> None:
        """Do nothing: no connection is open."""

    return AsyncOpenResponse(scripted.status, scripted.headers, chunks(), close)
