"""How the asynchronous flavour waits; `clock_sync` is its counterpart. Imported late, for asyncio loads ssl."""

from __future__ import annotations

import os
from asyncio import Lock, Timeout, get_running_loop, sleep, timeout
from inspect import isawaitable
from typing import Any

__all__ = ["Lock", "limit", "place", "resolved", "sleep", "watched"]


async def resolved(given: Any) -> Any:
    """What a function of the caller gave, which may have to be waited for."""
    return await given if isawaitable(given) else given


def limit(seconds: float | None, grace: float = 0.0) -> Timeout:
    """Interrupts what takes longer than the seconds and the grace, with `TimeoutError`; None: nothing."""
    return timeout(None if seconds is None else seconds + grace)


def place() -> tuple[Any, ...]:
    """Where connections can be used: in this process, and on this loop."""
    return os.getpid(), get_running_loop()


def watched(client: Any) -> Any:
    """The client as it is: `limit` interrupts whatever it does."""
    return client
