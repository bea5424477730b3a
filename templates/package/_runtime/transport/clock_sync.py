"""Waiting and time limits for sync clients; `clock_async` is the counterpart for async clients."""

from __future__ import annotations

import os
from threading import Lock
from time import sleep
from typing import Any

from .deadlines import time_limit

__all__ = [
    "Lock",
    "connection_scope",
    "enforce_time_limit",
    "resolve",
    "sleep",
    "time_limit",
]


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


def connection_scope() -> tuple[Any, ...]:
    """Return the process in which connections can be used."""
    return (os.getpid(),)


def enforce_time_limit(client: Any) -> Any:
    """Make the sockets of an httpx2 client observe `time_limit`, and return the client."""
    from .sockets import limit_sockets

    limit_sockets(client)
    return client
