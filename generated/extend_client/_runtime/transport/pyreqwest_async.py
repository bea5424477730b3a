"""Transport that sends requests through pyreqwest, a library in Rust."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator
from typing import Any

from pyreqwest.client import Client, ClientBuilder
from pyreqwest.exceptions import PyreqwestError

from ..request import Request
from .pyreqwest_common import (
    PhaseTimeouts,
    build_client,
    build_request,
    phase_timeouts,
    read_headers,
    translate,
)
from .transport import AsyncOpenResponse, AsyncTransport


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
            client = self._get_client(phase_timeouts(request))
        except RuntimeError:
            return await self._get_fork_transport().open(request)
        body = request.content
        content = body if body is None or isinstance(body, bytes) else body.achunks()
        try:
            stream = build_request(client, request, content).build_streamed()
            response = await stream.__aenter__()
        except (PyreqwestError, ValueError, OverflowError) as error:
            raise translate(error) from None

        chunks, is_open = _read_chunks(response), [True]

        async def close() -> None:
            await chunks.aclose()
            if is_open:
                is_open.clear()
                await stream.__aexit__(None, None, None)

        headers = read_headers(response)
        return AsyncOpenResponse(response.status, headers, chunks, close)

    def _get_fork_transport(self) -> AsyncTransport:
        """Return the transport of a child process."""
        from .httpx2_async import Httpx2AsyncTransport

        self._fork_transport = self._fork_transport or Httpx2AsyncTransport()
        return self._fork_transport

    def _get_client(self, timeouts: PhaseTimeouts) -> Client:
        """Return the client with these timeouts.

        Raises:
            RuntimeError: pyreqwest was used in the parent of this process.
        """
        if timeouts not in self._clients:
            client = build_client(ClientBuilder(), timeouts)
            return self._clients.setdefault(timeouts, client)
        return self._clients[timeouts]

    async def aclose(self) -> None:
        """Close the connections."""
        clients, self._clients = self._clients, {}
        if self._fork_transport is not None:
            await self._fork_transport.aclose()
        elif self._process == os.getpid():
            for client in clients.values():
                await client.close()


async def _read_chunks(response: Any) -> AsyncGenerator[bytes]:
    reader = response.body_reader
    try:
        while (chunk := await reader.read_chunk()) is not None:
            yield bytes(chunk)
    except PyreqwestError as error:
        raise translate(error) from None
