"""Sockets of httpx2's synchronous client that keep to one limit over all their reads and writes.

httpx2 bounds each read alone: a server that sends a byte now and then is never late.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpcore2
import httpx2

from .clock_sync import least


def watch(client: httpx2.Client) -> None:
    """Let every connection of a client keep to the limit; of one that is made otherwise, as much as can be."""
    mounts = getattr(client, "_mounts", {}).values()
    for transport in (getattr(client, "_transport", None), *mounts):
        pool = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if backend is not None:
            setattr(pool, "_network_backend", _Backend(backend))  # noqa: B010


class _Backend(httpcore2.NetworkBackend):
    """Opens what the backend beneath opens, watched."""

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
        found = self._inner.connect_tcp(
            host, port, least(timeout), local_address, socket_options
        )
        return _Stream(found)

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        found = self._inner.connect_unix_socket(path, least(timeout), socket_options)
        return _Stream(found)


class _Stream(httpcore2.NetworkStream):
    """A connection, watched."""

    def __init__(self, inner: httpcore2.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, least(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, least(timeout))

    def close(self) -> None:
        """Close it, also for a thread that waits for it."""
        found = self._inner.get_extra_info("socket")
        if isinstance(found, socket.socket):
            with suppress(OSError):
                socket.socket.shutdown(found, socket.SHUT_RDWR)
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        return _Stream(
            self._inner.start_tls(ssl_context, server_hostname, least(timeout))
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
