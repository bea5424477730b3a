"""How the synchronous flavour waits; `pace_async` is its counterpart."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from time import monotonic, sleep
from typing import Any

__all__ = ["Lock", "least", "limit", "place", "resolved", "sleep", "watched"]
_DEADLINE: ContextVar[float | None] = ContextVar("_DEADLINE", default=None)


def resolved(given: Any) -> Any:
    """What a function of the caller gave."""
    return given


@contextmanager
def limit(seconds: float | None, grace: float = 0.0) -> Iterator[None]:
    """Bounds what sockets do: nothing else can be interrupted in a thread. None: nothing."""
    ending = None if seconds is None else monotonic() + seconds + grace
    outer = _DEADLINE.get()
    if outer is not None and (ending is None or outer < ending):
        ending = outer
    before = _DEADLINE.set(ending)
    try:
        yield
    finally:
        _DEADLINE.reset(before)


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
