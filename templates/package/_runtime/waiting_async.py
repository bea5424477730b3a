"""Waiting for the end of a resource: it is read again and again, ever more seldom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import ParamSpec, Protocol, TypeVar

from .clock_async import sleep

P = ParamSpec("P")


class Living(Protocol):
    """What has a life, and tells whether it is over."""

    @property
    def is_terminal(self) -> bool: ...


L = TypeVar("L", bound=Living)
SLOWER, SLOWEST = 1.5, 10
"""How much longer each pause is than the one before, and at most than the first."""


def async_wait(
    method: Callable[P, Awaitable[L]], *, timeout: float = 600.0, every: float = 1.0
) -> Callable[P, Awaitable[L]]:
    """The same method, giving what it reads once that has come to its end: `await async_wait(client.things.get)("id")`.

    Args:
        method: reads what has a life.
        timeout: seconds after which it is given up.
        every: seconds between the first two readings; the pauses grow to ten times as much.

    Raises:
        TimeoutError: it goes on still.
        APIError: see the method.
    """

    async def run(*args: P.args, **kwargs: P.kwargs) -> L:
        end, pause = monotonic() + timeout, every
        while True:
            found = await method(*args, **kwargs)
            if found.is_terminal:
                return found
            if monotonic() + pause > end:
                raise TimeoutError(f"not over after {timeout} seconds")
            await sleep(pause)
            pause = min(pause * SLOWER, every * SLOWEST)

    return run
