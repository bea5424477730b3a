"""The transport through pyreqwest, which is written in Rust: used where it is installed (the extra `fast`)."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from datetime import timedelta
from typing import Any

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import (
    BuilderError,
    ConnectError,
    ConnectTimeoutError,
    PoolTimeoutError,
    PyreqwestError,
    RequestTimeoutError,
)

from .errors import TransportError
from .request import Request
from .timeouts import Timeout
from .transport import AsyncOpenResponse
from .uploads import Upload, measured

UNSENT = (BuilderError, ConnectError, ConnectTimeoutError, PoolTimeoutError)
WITH_CONTENT = frozenset({"POST", "PUT", "PATCH"})
"""A request without content tells its length all the same (RFC 9110, 8.6)."""
Phases = tuple[float | None, float | None]


class PyreqwestAsyncTransport:
    """Sends through pyreqwest; one client for each pair of limits to connect and to read."""

    def __init__(self) -> None:
        self._clients: dict[Phases, Client] = {}
        self._process = os.getpid()

    async def open(self, request: Request) -> AsyncOpenResponse:
        """Send one request and leave the body of the answer to be read."""
        limits = request.timeout
        try:
            asked = self._client(limits).request(request.method, request.url)
            content, headers = request.content, request.headers
            if isinstance(content, Upload):
                asked = asked.body_stream(content.achunks())
                headers = measured(content, headers)
            elif content:
                asked = asked.body_bytes(content)
            elif content is not None or request.method in WITH_CONTENT:
                headers = {**headers, "content-length": "0"}
            asked = asked.headers(headers)
            if request.streams:
                asked = asked.streamed_read_buffer_limit(0)
            if limits.total is not None:
                asked = asked.timeout(timedelta(seconds=limits.total))
            stream = asked.build_streamed()
            answer = await stream.__aenter__()
        except PyreqwestError as error:
            raise _translated(error) from None

        chunks, is_open = _chunks(answer), [True]

        async def close() -> None:
            await chunks.aclose()
            if is_open:
                is_open.clear()
                await stream.__aexit__(None, None, None)

        return AsyncOpenResponse(answer.status, _headers(answer), chunks, close)

    def _client(self, limits: Timeout) -> Client:
        """The client with these limits, made in this process: connections do not outlive a fork."""
        if self._process != os.getpid():
            self._clients, self._process = {}, os.getpid()
        key = (_rounded(limits.connect), _rounded(limits.read))
        if key not in self._clients:
            builder = ClientBuilder().follow_redirects(False).referer(False)
            if key[0] is not None:
                builder = builder.connect_timeout(timedelta(seconds=key[0]))
            if key[1] is not None:
                builder = builder.read_timeout(timedelta(seconds=key[1]))
            self._clients[key] = builder.build()
        return self._clients[key]

    async def aclose(self) -> None:
        """Close the connections."""
        clients, self._clients = self._clients, {}
        if self._process == os.getpid():
            for client in clients.values():
                await client.close()


def _rounded(seconds: float | None) -> float | None:
    """A limit as one of few: what is left of a total must not make a client of its own each time."""
    if seconds is None:
        return None
    return next((step for step in STEPS if seconds <= step), None)


STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0)


def _headers(answer: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, text in answer.headers.items():
        key = name.lower()
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


async def _chunks(answer: Any) -> AsyncGenerator[bytes]:
    reader = answer.body_reader
    try:
        while (chunk := await reader.read_chunk()) is not None:
            yield bytes(chunk)
    except PyreqwestError as error:
        raise _translated(error) from None


def _translated(error: PyreqwestError) -> TransportError:
    """An error of pyreqwest as one of ours; its causes say more than its message."""
    details = getattr(error, "details", None) or {}
    causes = [cause["message"] for cause in details.get("causes") or ()]
    told = causes[-1] if causes else error.message
    late = isinstance(error, RequestTimeoutError)
    message = f"{type(error).__name__}: {told}"
    return TransportError(message, not isinstance(error, UNSENT), late)
