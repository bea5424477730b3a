"""Polling of a resource until it reaches a terminal state."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import ParamSpec, Protocol, TypeVar

from ..transport.clock_async import sleep

P = ParamSpec("P")


class Stateful(Protocol):
    """A resource with a lifecycle."""

    @property
    def is_terminal(self) -> bool: ...


S = TypeVar("S", bound=Stateful)
# Growth of the interval after each poll, and its maximum as a multiple of the first interval.
INTERVAL_GROWTH, MAX_INTERVAL_FACTOR = 1.5, 10


def async_wait(
    method: Callable[P, Awaitable[S]], *, timeout: float = 600.0, every: float = 1.0
) -> Callable[P, Awaitable[S]]:
    """Return the method, changed to wait for a terminal state: `await async_wait(client.things.get)("id")`.

    Args:
        method: reads the resource.
        timeout: seconds to wait at most.
        every: seconds between the first two polls; the interval grows up to ten times as long.

    Raises:
        TimeoutError: the resource is not in a terminal state after `timeout` seconds.
        APIError: the method raised it.
    """

    async def run(*args: P.args, **kwargs: P.kwargs) -> S:
        deadline, interval = monotonic() + timeout, every
        while True:
            resource = await method(*args, **kwargs)
            # The state may contradict the document.
            if getattr(resource, "is_terminal", False):
                return resource
            if monotonic() + interval > deadline:
                raise TimeoutError(f"no terminal state after {timeout} seconds")
            await sleep(interval)
            interval = min(interval * INTERVAL_GROWTH, every * MAX_INTERVAL_FACTOR)

    return run
