"""Transport that sends requests through pyreqwest, a library in Rust."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

from pyreqwest.client import SyncClient, SyncClientBuilder
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
from .transport import SyncOpenResponse, SyncTransport


class PyreqwestSyncTransport:
    """Sends requests through pyreqwest, with a client per pair of connect and read timeouts.

    The read timeout includes connecting and writing, up to the response headers. The connection of a
    cancelled call stays open until that timeout.
    """

    def __init__(self) -> None:
        self._clients: dict[PhaseTimeouts, SyncClient] = {}
        self._process = os.getpid()
        # Replaces pyreqwest in a child process: its threads do not survive a fork.
        self._fork_transport: SyncTransport | None = None

    def open(self, request: Request) -> SyncOpenResponse:
        """Send a request, and return the response with an unread body."""
        if self._fork_transport is not None or self._process != os.getpid():
            return self._get_fork_transport().open(request)
        try:
            client = self._get_client(phase_timeouts(request))
        except RuntimeError:
            return self._get_fork_transport().open(request)
        body = request.content
        content = body if body is None or isinstance(body, bytes) else body.chunks()
        try:
            stream = build_request(client, request, content).build_streamed()
            response = stream.__enter__()
        except (PyreqwestError, ValueError, OverflowError) as error:
            raise translate(error) from None

        chunks, is_open = _read_chunks(response), [True]

        def close() -> None:
            chunks.close()
            if is_open:
                is_open.clear()
                stream.__exit__(None, None, None)

        headers = read_headers(response)
        return SyncOpenResponse(response.status, headers, chunks, close)

    def _get_fork_transport(self) -> SyncTransport:
        """Return the transport of a child process."""
        from .httpx2_sync import Httpx2SyncTransport

        self._fork_transport = self._fork_transport or Httpx2SyncTransport()
        return self._fork_transport

    def _get_client(self, timeouts: PhaseTimeouts) -> SyncClient:
        """Return the client with these timeouts.

        Raises:
            RuntimeError: pyreqwest was used in the parent of this process.
        """
        if timeouts not in self._clients:
            client = build_client(SyncClientBuilder(), timeouts)
            return self._clients.setdefault(timeouts, client)
        return self._clients[timeouts]

    def close(self) -> None:
        """Close the connections."""
        clients, self._clients = self._clients, {}
        if self._fork_transport is not None:
            self._fork_transport.close()
        elif self._process == os.getpid():
            for client in clients.values():
                client.close()


def _read_chunks(response: Any) -> Generator[bytes]:
    reader = response.body_reader
    try:
        while (chunk := reader.read_chunk()) is not None:
            yield bytes(chunk)
    except PyreqwestError as error:
        raise translate(error) from None
