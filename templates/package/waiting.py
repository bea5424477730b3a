"""Wait for a terminal state: `wait(client.things.get, timeout=60)("id")`, or `async_wait` for async clients."""

from __future__ import annotations

from ._runtime.lifecycle.waiting_async import async_wait
from ._runtime.lifecycle.waiting_sync import wait

__all__ = ["async_wait", "wait"]
