"""Transport that sends requests through pyreqwest, a library in Rust (the extra `fast`)."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from contextlib import suppress
from datetime import timedelta
from typing import Any

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import BuilderError, PyreqwestError, RequestTimeoutError

from ..errors import TransportError
from ..request import Request
from .transport import AsyncOpenResponse, AsyncTransport

# Methods whose requests declare a length even without content (RFC 9110, 8.6).
METHODS_WITH_CONTENT = frozenset({"POST", "PUT", "PATCH"})
# Cause of an error without a connection; the classes of errors do not distinguish it.
UNSENT_CAUSE = "client error (Connect)"
# Seconds added to the total timeout, so that an equal timeout of a phase is reported as that phase.
GRACE = 0.05
STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0)
PhaseTimeouts = tuple[float | None, float | None]


class PyreqwestAsyncTransport:
    """Sends requests through pyreqwest, with a client per pair of connect and read timeouts.

    The read timeout includes connecting and writing, up to the response headers. The connection of a
    cancelled call stays open until that timeout.
    """

    def __init__(self) -> None:
        self._clients: dict[PhaseTimeouts, Client] = {}
        self._process = os.getpid()
        # Replaces pyreqwest in a child process: its threads do not survive a fork.
        self._fork_transport: AsyncTransport | None = None

    async def open(self, request: Request) -> AsyncOpenResponse:
        """Send a request, and return the response with an unread body."""
        if self._fork_transport is not None or self._process != os.getpid():
            return await self._get_fork_transport().open(request)
        try:
            client = self._get_client(request)
        except RuntimeError:
            return await self._get_fork_transport().open(request)
        try:
            builder = _build_request(client, request).streamed_read_buffer_limit(0)
            stream = builder.build_streamed()
            response = await stream.__aenter__()
        except (PyreqwestError, ValueError, OverflowError) as error:
            raise _translate(error) from None

        chunks, is_open = _read_chunks(response), [True]

        async def close() -> None:
            await chunks.aclose()
            if is_open:
                is_open.clear()
                await stream.__aexit__(None, None, None)

        headers = _read_headers(response)
        return AsyncOpenResponse(response.status, headers, chunks, close)

    def _get_fork_transport(self) -> AsyncTransport:
        """Return the transport of a child process."""
        from .httpx2_async import Httpx2AsyncTransport

        self._fork_transport = self._fork_transport or Httpx2AsyncTransport()
        return self._fork_transport

    def _get_client(self, request: Request) -> Client:
        """Return the client with the timeouts of a request.

        Raises:
            RuntimeError: pyreqwest was used in the parent of this process.
        """
        connect, read = key = _compute_phase_timeouts(request)
        if key not in self._clients:
            builder = _create_builder()
            if connect is not None:
                builder = builder.connect_timeout(timedelta(seconds=connect))
            if read is not None:
                builder = builder.read_timeout(timedelta(seconds=read))
            return self._clients.setdefault(key, builder.build())
        return self._clients[key]

    async def aclose(self) -> None:
        """Close the connections."""
        clients, self._clients = self._clients, {}
        if self._fork_transport is not None:
            await self._fork_transport.aclose()
        elif self._process == os.getpid():
            for client in clients.values():
                await client.close()


def _build_request(client: Client, request: Request) -> Any:
    """Return the request builder of pyreqwest."""
    builder = client.request(request.method, request.url).headers(request.headers)
    content = request.content
    if content is not None and not isinstance(content, bytes):
        builder = builder.body_stream(content.achunks())
    elif content:
        builder = builder.body_bytes(content)
    elif content is not None or request.method in METHODS_WITH_CONTENT:
        builder = builder.header("content-length", "0")
    total = None if request.is_streamed else request.timeout.total
    if total is None:
        return builder
    return builder.timeout(timedelta(seconds=total + GRACE))


def _create_builder() -> ClientBuilder:
    """Return a builder of clients that neither follow redirects nor decompress bodies."""
    builder = ClientBuilder().follow_redirects(False).referer(False)
    return builder.gzip(False).deflate(False).brotli(False).zstd(False)


def _compute_phase_timeouts(request: Request) -> PhaseTimeouts:
    """Return the timeouts of a client, rounded up to a step.

    The remaining time of a call differs for each request; without rounding each would need its own
    client.
    """
    read = request.timeout.read
    total = None if request.is_streamed else request.timeout.total
    if read is not None and total is not None and total <= read:
        read = None
    return _round_up(request.timeout.connect), _round_up(read)


def _round_up(seconds: float | None) -> float | None:
    if seconds is None:
        return None
    return next((step for step in STEPS if seconds <= step), None)


def _read_headers(response: Any) -> dict[str, str]:
    """Return the headers; those with non-ASCII values are omitted, as pyreqwest rejects them."""
    headers: dict[str, str] = {}
    for name in dict.fromkeys(response.headers.keys()):
        with suppress(ValueError):
            headers[name.lower()] = ", ".join(response.headers.getall(name))
    return headers


async def _read_chunks(response: Any) -> AsyncGenerator[bytes]:
    reader = response.body_reader
    try:
        while (chunk := await reader.read_chunk()) is not None:
            yield bytes(chunk)
    except PyreqwestError as error:
        raise _translate(error) from None


def _translate(error: Exception) -> TransportError:
    """Return the error as a `TransportError`, with its innermost cause as the message."""
    details = getattr(error, "details", None) or {}
    causes = [cause["message"] for cause in details.get("causes") or ()]
    message = causes[-1] if causes else getattr(error, "message", str(error))
    is_unsent = UNSENT_CAUSE in causes or isinstance(error, (BuilderError, ValueError))
    timed_out = isinstance(error, RequestTimeoutError)
    return TransportError(message, not is_unsent, timed_out)
