"""The transport through pyreqwest, which is written in Rust: used where it is installed (the extra `fast`)."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from contextlib import suppress
from datetime import timedelta
from typing import Any

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import BuilderError, PyreqwestError, RequestTimeoutError

from .errors import TransportError
from .request import Request
from .transport import AsyncOpenResponse, AsyncTransport

WITH_CONTENT = frozenset({"POST", "PUT", "PATCH"})
"""A request without content tells its length all the same (RFC 9110, 8.6)."""
UNSENT = "client error (Connect)"
"""Among the causes of an error: no connection was made. The classes of the errors do not tell."""
GRACE = 0.05
"""Seconds that the total is longer here, so that a limit of the same length tells its phase first."""
STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0)
Phases = tuple[float | None, float | None]


class PyreqwestAsyncTransport:
    """Sends through pyreqwest; one client for each pair of limits to connect and to read.

    The limit to read also counts the time to connect and to write, up to the head of the answer. A call
    that is cancelled is over at once, but its connection lives until that limit: pyreqwest goes on waiting.
    """

    def __init__(self) -> None:
        self._clients: dict[Phases, Client] = {}
        self._process = os.getpid()
        self._heir: AsyncTransport | None = None
        """Sends in a child process, where pyreqwest cannot."""

    async def open(self, request: Request) -> AsyncOpenResponse:
        """Send one request and leave the body of the answer to be read."""
        if self._heir is not None or self._process != os.getpid():
            return await self._inherit().open(request)
        try:
            client = self._client(request)
        except RuntimeError:
            return await self._inherit().open(request)
        try:
            asked = _asked(client, request).streamed_read_buffer_limit(0)
            stream = asked.build_streamed()
            answer = await stream.__aenter__()
        except (PyreqwestError, ValueError, OverflowError) as error:
            raise _translated(error) from None

        chunks, is_open = _chunks(answer), [True]

        async def close() -> None:
            await chunks.aclose()
            if is_open:
                is_open.clear()
                await stream.__aexit__(None, None, None)

        return AsyncOpenResponse(answer.status, _headers(answer), chunks, close)

    def _inherit(self) -> AsyncTransport:
        """The transport of this process, which is the child of one that pyreqwest ran in: it does not outlive a fork."""
        from .httpx2_async import Httpx2AsyncTransport

        self._heir = self._heir or Httpx2AsyncTransport()
        return self._heir

    def _client(self, request: Request) -> Client:
        """The client with the limits of a request.

        Raises:
            RuntimeError: this process is a child of one that pyreqwest ran in.
        """
        key = _phases(request)
        if key not in self._clients:
            builder = _builder()
            if key[0] is not None:
                builder = builder.connect_timeout(timedelta(seconds=key[0]))
            if key[1] is not None:
                builder = builder.read_timeout(timedelta(seconds=key[1]))
            return self._clients.setdefault(key, builder.build())
        return self._clients[key]

    async def aclose(self) -> None:
        """Close the connections."""
        clients, self._clients = self._clients, {}
        if self._heir is not None:
            await self._heir.aclose()
        elif self._process == os.getpid():
            for client in clients.values():
                await client.close()


def _asked(client: Client, request: Request) -> Any:
    """The request as pyreqwest has it."""
    asked = client.request(request.method, request.url).headers(request.headers)
    content = request.content
    if content is not None and not isinstance(content, bytes):
        asked = asked.body_stream(content.achunks())
    elif content:
        asked = asked.body_bytes(content)
    elif content is not None or request.method in WITH_CONTENT:
        asked = asked.header("content-length", "0")
    total = None if request.streams else request.timeout.total
    return asked if total is None else asked.timeout(timedelta(seconds=total + GRACE))


def _builder() -> ClientBuilder:
    """What every client has: redirects and packed bodies are ours to follow and to unpack."""
    plain = ClientBuilder().follow_redirects(False).referer(False)
    return plain.gzip(False).deflate(False).brotli(False).zstd(False)


def _phases(request: Request) -> Phases:
    """The limits of a client, as two of few: what is left of a total must not make a client of its own each time."""
    read, total = request.timeout.read, request.timeout.total
    if read is not None and total is not None and total <= read and not request.streams:
        read = None
    return _rounded(request.timeout.connect), _rounded(read)


def _rounded(seconds: float | None) -> float | None:
    if seconds is None:
        return None
    return next((step for step in STEPS if seconds <= step), None)


def _headers(answer: Any) -> dict[str, str]:
    """The headers; one that is not ASCII is left out, for pyreqwest does not give it."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(answer.headers.keys()):
        with suppress(ValueError):
            found[name.lower()] = ", ".join(answer.headers.getall(name))
    return found


async def _chunks(answer: Any) -> AsyncGenerator[bytes]:
    reader = answer.body_reader
    try:
        while (chunk := await reader.read_chunk()) is not None:
            yield bytes(chunk)
    except PyreqwestError as error:
        raise _translated(error) from None


def _translated(error: Exception) -> TransportError:
    """An error of pyreqwest as one of ours; its causes say more than its class and message."""
    details = getattr(error, "details", None) or {}
    causes = [cause["message"] for cause in details.get("causes") or ()]
    told = causes[-1] if causes else getattr(error, "message", str(error))
    unsent = UNSENT in causes or isinstance(error, (BuilderError, ValueError))
    late = isinstance(error, RequestTimeoutError)
    return TransportError(told, not unsent, late)
