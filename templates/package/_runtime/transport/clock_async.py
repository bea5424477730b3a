"""Waiting and time limits for async clients; `clock_sync` is the counterpart for sync clients.

Imported on first use: asyncio imports ssl, which is slow.
"""

from __future__ import annotations

import os
from asyncio import Lock, Timeout, get_running_loop, sleep, timeout
from inspect import isawaitable
from typing import Any

__all__ = [
    "Lock",
    "check_content",
    "connection_scope",
    "enforce_time_limit",
    "resolve",
    "sleep",
    "time_limit",
]


async def resolve(value: Any) -> Any:
    """Return the result of a function of the caller, awaited if necessary."""
    return await value if isawaitable(value) else value


def check_content(content: Any) -> None:
    """Accept all request bodies: async clients send iterators of both kinds."""


def time_limit(seconds: float | None, grace: float = 0.0) -> Timeout:
    """Return a context that raises `TimeoutError` after `seconds` and `grace`; None for no limit."""
    return timeout(None if seconds is None else seconds + grace)


def connection_scope() -> tuple[Any, ...]:
    """Return the process and event loop in which connections of the current task can be used."""
    return os.getpid(), get_running_loop()


def enforce_time_limit(client: Any) -> Any:
    """Return the client unchanged: `time_limit` cancels any operation of the task."""
    return client
