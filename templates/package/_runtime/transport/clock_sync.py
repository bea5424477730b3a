"""Waiting and time limits for sync clients; `clock_async` is the counterpart for async clients.

A thread cannot be interrupted, so the sockets of httpx2 get the deadline for all their operations: httpx2 limits each
read separately, and a server that sends single bytes would never time out.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from contextvars import ContextVar
from threading import Lock as Lock
from time import monotonic
from time import sleep as sleep
from typing import Any

from ..codec.codec import InvalidArgumentError

# The deadline of the socket operations of a thread.
_DEADLINE: ContextVar[float | None] = ContextVar("_DEADLINE", default=None)


def resolve(value: Any) -> Any:
    """Return the result of a function of the caller.

    Raises:
        TypeError: it is awaitable.
    """
    if hasattr(value, "__await__"):
        # Closing avoids the warning that a coroutine was never awaited.
        getattr(value, "close", bool)()
        raise TypeError("async provider or hook passed to a sync client")
    return value


def check_content(content: Any) -> None:
    """Refuse request bodies that only async clients can send.

    Raises:
        InvalidArgumentError: the body contains an async iterator.
    """
    source = getattr(content, "async_content", None)
    if source is not None:
        hint = "a sync client cannot send an async iterator"
        error = InvalidArgumentError("an iterator of bytes", source, hint)
        error.add("body")
        raise error


def connection_scope() -> tuple[Any, ...]:
    """Return the process in which connections can be used."""
    return (os.getpid(),)


class _TimeLimit:
    """Context with a deadline for socket operations; a nested one can only shorten it."""

    __slots__ = ("_deadline", "_token")

    def __init__(self, seconds: float | None) -> None:
        self._deadline = None if seconds is None else monotonic() + seconds

    def __enter__(self) -> None:
        outer = _DEADLINE.get()
        if outer is not None and (self._deadline is None or outer < self._deadline):
            self._deadline = outer
        self._token = _DEADLINE.set(self._deadline)

    def __exit__(self, *exception: object) -> None:
        _DEADLINE.reset(self._token)


def time_limit(seconds: float | None, grace: float = 0.0) -> _TimeLimit:
    """Return a context that limits socket operations to `seconds` and `grace`; None for no limit."""
    return _TimeLimit(None if seconds is None else seconds + grace)


def enforce_time_limit(client: Any) -> Any:
    """Make new connections of an httpx2 client observe `time_limit`, and return the client.

    Transports that do not use httpcore2 pools are left unchanged.
    """
    mounts = getattr(client, "_mounts", {}).values()
    for transport in (getattr(client, "_transport", None), *mounts):
        pool = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if backend is not None:
            setattr(pool, "_network_backend", _LimitedBackend(backend))  # noqa: B010
    return client


def _limit_timeout(seconds: float | None) -> float | None:
    """Return the shorter of a timeout and the remaining time."""
    deadline = _DEADLINE.get()
    if deadline is None:
        return seconds
    # A timeout of 0 would make the socket non-blocking.
    remaining = max(0.001, deadline - monotonic())
    return remaining if seconds is None else min(remaining, seconds)


class _LimitedBackend:
    """Network backend of httpcore2 whose connections observe the deadline."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, **options: Any
    ) -> _LimitedStream:
        stream = self._inner.connect_tcp(
            host, port, timeout=_limit_timeout(timeout), **options
        )
        return _LimitedStream(stream)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, **options: Any
    ) -> _LimitedStream:
        stream = self._inner.connect_unix_socket(
            path, timeout=_limit_timeout(timeout), **options
        )
        return _LimitedStream(stream)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _LimitedStream:
    """Connection of httpcore2 that observes the deadline."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> Any:
        return self._inner.read(max_bytes, _limit_timeout(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _limit_timeout(timeout))

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None, timeout: float | None
    ) -> _LimitedStream:
        limit = _limit_timeout(timeout)
        return _LimitedStream(
            self._inner.start_tls(ssl_context, server_hostname, limit)
        )

    def close(self) -> None:
        """Close the connection."""
        connection = self._inner.get_extra_info("socket")
        if isinstance(connection, socket.socket):
            # Unblocks a thread that reads from the socket; `close` alone does not.
            with suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)
        self._inner.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)
