"""Waiting and time limits for sync clients; `clock_async` is the counterpart for async clients."""

from __future__ import annotations

import os
from contextvars import ContextVar
from threading import Lock
from time import monotonic, sleep
from typing import Any

__all__ = [
    "Lock",
    "connection_scope",
    "enforce_time_limit",
    "limit_timeout",
    "resolve",
    "sleep",
    "time_limit",
]
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
    """Return a context that limits socket operations: a thread cannot be interrupted otherwise."""
    return _TimeLimit(None if seconds is None else seconds + grace)


def limit_timeout(seconds: float | None) -> float | None:
    """Return the shorter of a timeout and the remaining time."""
    deadline = _DEADLINE.get()
    if deadline is None:
        return seconds
    # A timeout of 0 would make the socket non-blocking.
    remaining = max(0.001, deadline - monotonic())
    return remaining if seconds is None else min(remaining, seconds)


def connection_scope() -> tuple[Any, ...]:
    """Return the process in which connections can be used."""
    return (os.getpid(),)


def enforce_time_limit(client: Any) -> Any:
    """Make the sockets of an httpx2 client observe `time_limit`, and return the client."""
    from .sockets import limit_sockets

    limit_sockets(client, limit_timeout)
    return client
