"""How the synchronous flavour waits; `clock_async` is its counterpart."""

from __future__ import annotations

import os
from contextvars import ContextVar
from threading import Lock
from time import monotonic, sleep
from typing import Any

__all__ = ["Lock", "least", "limit", "place", "resolved", "sleep", "watched"]
_DEADLINE: ContextVar[float | None] = ContextVar("_DEADLINE", default=None)


def resolved(given: Any) -> Any:
    """What a function of the caller gave.

    Raises:
        TypeError: it is something to wait for.
    """
    if hasattr(given, "__await__"):
        getattr(given, "close", bool)()
        raise TypeError("a synchronous client cannot wait for what is asynchronous")
    return given


class _Limit:
    """While it lasts, what sockets do must end in time; one within another ends no later than that."""

    __slots__ = ("_before", "_ending")

    def __init__(self, seconds: float | None) -> None:
        self._ending = None if seconds is None else monotonic() + seconds

    def __enter__(self) -> None:
        outer = _DEADLINE.get()
        if outer is not None and (self._ending is None or outer < self._ending):
            self._ending = outer
        self._before = _DEADLINE.set(self._ending)

    def __exit__(self, *exception: object) -> None:
        _DEADLINE.reset(self._before)


def limit(seconds: float | None, grace: float = 0.0) -> _Limit:
    """Bounds what sockets do: nothing else can be interrupted in a thread. None: nothing."""
    return _Limit(None if seconds is None else seconds + grace)


def least(seconds: float | None) -> float | None:
    """The shorter one of a limit and what is left of the time."""
    ending = _DEADLINE.get()
    if ending is None:
        return seconds
    left = max(0.001, ending - monotonic())
    return left if seconds is None else min(left, seconds)


def place() -> tuple[Any, ...]:
    """Where connections can be used: in this process."""
    return (os.getpid(),)


def watched(client: Any) -> Any:
    """A client of httpx2 whose sockets keep to `limit`."""
    from .sockets import watch

    watch(client)
    return client
