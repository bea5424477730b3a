"""Sockets of sync httpx2 clients with a deadline for all reads and writes together.

httpx2 limits each read separately, so a server that sends single bytes would never time out.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpcore2
import httpx2

from .deadlines import limit_timeout


def limit_sockets(client: httpx2.Client) -> None:
    """Make all new connections of a client observe `time_limit`.

    Transports that do not use httpcore2 pools are left unchanged.
    """
    mounts = getattr(client, "_mounts", {}).values()
    for transport in (getattr(client, "_transport", None), *mounts):
        pool = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if backend is not None:
            setattr(pool, "_network_backend", _LimitedBackend(backend))  # noqa: B010


class _LimitedBackend(httpcore2.NetworkBackend):
    """Network backend whose connections observe the deadline."""

    def __init__(self, inner: httpcore2.NetworkBackend) -> None:
        self._inner = inner

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        stream = self._inner.connect_tcp(
            host, port, limit_timeout(timeout), local_address, socket_options
        )
        return _LimitedStream(stream)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        stream = self._inner.connect_unix_socket(
            path, limit_timeout(timeout), socket_options
        )
        return _LimitedStream(stream)


class _LimitedStream(httpcore2.NetworkStream):
    """Connection that observes the deadline."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, limit_timeout(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, limit_timeout(timeout))

    def close(self) -> None:
        """Close the connection."""
        connection = self._inner.get_extra_info("socket")
        if isinstance(connection, socket.socket):
            # Unblocks a thread that reads from the socket; `close` alone does not.
            with suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        return _LimitedStream(
            self._inner.start_tls(ssl_context, server_hostname, limit_timeout(timeout))
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
