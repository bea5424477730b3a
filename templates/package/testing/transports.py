"""Transports for tests: `FakeTransport` answers from a script, `Recorder` keeps what a real one was asked.

```python
transport = FakeTransport(answer(429, {"message": "Wait."}, retry_after="0"), answer(200, {...}))
client = …(transport=transport)
```
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any, TypeAlias

from .._runtime.errors import TransportError
from .._runtime.request import Request
from .._runtime.transport import (
    AsyncOpenResponse,
    AsyncTransport,
    Response,
    SyncOpenResponse,
    SyncTransport,
)

__all__ = [
    "AsyncFakeTransport",
    "AsyncRecorder",
    "FakeTransport",
    "Recorder",
    "Request",
    "Response",
    "TransportError",
    "answer",
]

Told: TypeAlias = Response | Exception


def answer(status: int, body: Any = None, **headers: str) -> Response:
    """An answer for a script: a body of JSON, or bytes as they are; in names of headers `_` is `-`."""
    named = {name.replace("_", "-").lower(): text for name, text in headers.items()}
    if isinstance(body, bytes):
        return Response(status, named, body)
    content = b"" if body is None else json.dumps(body).encode()
    kind = {} if body is None else {"content-type": "application/json"}
    return Response(status, {**kind, **named}, content)


class _Script:
    """Answers in turn, the last one again and again; an exception among them is raised."""

    def __init__(self, *answers: Told) -> None:
        self.answers = list(answers) or [answer(204)]
        self.asked: list[Request] = []
        self.is_closed = False

    def _next(self, request: Request) -> Response:
        self.asked.append(request)
        told = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(told, Exception):
            raise told
        return told


class FakeTransport(_Script):
    """For a synchronous client: answers in turn, and `asked` keeps the requests."""

    def open(self, request: Request) -> SyncOpenResponse:
        """The next answer."""
        return _opened(self._next(request))

    def close(self) -> None:
        """Remember it."""
        self.is_closed = True


class AsyncFakeTransport(_Script):
    """For an asynchronous client: answers in turn, and `asked` keeps the requests."""

    async def open(self, request: Request) -> AsyncOpenResponse:
        """The next answer."""
        return _opened_async(self._next(request))

    async def aclose(self) -> None:
        """Remember it."""
        self.is_closed = True


class Recorder:
    """Passes requests on to a transport and keeps them with their answers, to play them again."""

    def __init__(self, transport: SyncTransport) -> None:
        self.transport = transport
        self.asked: list[Request] = []
        self.answers: list[Told] = []

    def open(self, request: Request) -> SyncOpenResponse:
        """The answer of the transport, read whole."""
        self.asked.append(request)
        try:
            opened = self.transport.open(request)
            content = b"".join(opened.chunks)
        except TransportError as error:
            self.answers.append(error)
            raise
        opened.close()
        self.answers.append(Response(opened.status, opened.headers, content))
        return _opened(Response(opened.status, opened.headers, content))

    def close(self) -> None:
        """Close the transport."""
        self.transport.close()


class AsyncRecorder:
    """The asynchronous form of `Recorder`."""

    def __init__(self, transport: AsyncTransport) -> None:
        self.transport = transport
        self.asked: list[Request] = []
        self.answers: list[Told] = []

    async def open(self, request: Request) -> AsyncOpenResponse:
        """The answer of the transport, read whole."""
        self.asked.append(request)
        try:
            opened = await self.transport.open(request)
            content = b"".join([chunk async for chunk in opened.chunks])
        except TransportError as error:
            self.answers.append(error)
            raise
        await opened.aclose()
        self.answers.append(Response(opened.status, opened.headers, content))
        return _opened_async(Response(opened.status, opened.headers, content))

    async def aclose(self) -> None:
        """Close the transport."""
        await self.transport.aclose()


def _opened(told: Response) -> SyncOpenResponse:
    chunks: Iterator[bytes] = iter([told.content] if told.content else [])
    return SyncOpenResponse(told.status, told.headers, chunks, lambda: None)


def _opened_async(told: Response) -> AsyncOpenResponse:
    async def chunks() -> AsyncIterator[bytes]:
        if told.content:
            yield told.content

    async def close() -> None:
        """Nothing was opened."""

    return AsyncOpenResponse(told.status, told.headers, chunks(), close)
