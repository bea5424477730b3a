"""Wait for the end of a resource: `wait(client.things.get, timeout=60)("id")`, and `async_wait` for an asynchronous client."""

from __future__ import annotations

from ._runtime.waiting_async import async_wait
from ._runtime.waiting_sync import wait

__all__ = ["async_wait", "wait"]
