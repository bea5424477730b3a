"""Waiting and time limits for async clients; `clock_sync` is the counterpart for sync clients.

Imported on first use: asyncio imports ssl, which is slow.
"""

from __future__ import annotations

import os
from asyncio import AbstractEventLoop, Timeout, get_running_loop, timeout
from asyncio import Lock as Lock
from asyncio import sleep as sleep
from inspect import isawaitable
from typing import Any


async def resolve(value: Any) -> Any:
    """Return the result of a function of the caller, awaited if necessary."""
    return await value if isawaitable(value) else value


def check_content(content: Any) -> None:
    """Accept all request bodies: async clients send iterators of both kinds."""


def time_limit(seconds: float | None, grace: float = 0.0) -> Timeout:
    """Return a context that raises `TimeoutError` after `seconds` and `grace`; None for no limit."""
    _find_loop()
    return timeout(None if seconds is None else seconds + grace)


def connection_scope() -> tuple[Any, ...]:
    """Return the process and event loop in which connections of the current task can be used."""
    return os.getpid(), _find_loop()


def _find_loop() -> AbstractEventLoop:
    try:
        return get_running_loop()
    except RuntimeError:
        expected = "asynchronous clients need an event loop of asyncio, not of trio"
        raise RuntimeError(f"{expected}: run them in asyncio.run(…)") from None


def enforce_time_limit(client: Any) -> Any:
    """Return the client unchanged: `time_limit` cancels any operation of the task."""
    return client
