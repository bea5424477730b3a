"""The deadline of the socket operations of a thread."""

from __future__ import annotations

from contextvars import ContextVar
from time import monotonic

_DEADLINE: ContextVar[float | None] = ContextVar("_DEADLINE", default=None)


class _TimeLimit:
    """Context with a deadline for socket operations; a nested one can only shorten it."""

    __slots__ = ("_deadline", "_token")

    def __init__(self, seconds: float | None) -> None:
        self._deadline = None if seconds is None else monotonic() + seconds

    def __enter__(self) -> None:
        outer = _DEADLINE.get()
        if outer is not None and (self._deadline is None or outer < self._deadline):
            self._deadline = outer
        self._token = _DEADLINE.set(self._deadline)

    def __exit__(self, *exception: object) -> None:
        _DEADLINE.reset(self._token)


def time_limit(seconds: float | None, grace: float = 0.0) -> _TimeLimit:
    """Return a context that limits socket operations: a thread cannot be interrupted otherwise."""
    return _TimeLimit(None if seconds is None else seconds + grace)


def limit_timeout(seconds: float | None) -> float | None:
    """Return the shorter of a timeout and the remaining time."""
    deadline = _DEADLINE.get()
    if deadline is None:
        return seconds
    # A timeout of 0 would make the socket non-blocking.
    remaining = max(0.001, deadline - monotonic())
    return remaining if seconds is None else min(remaining, seconds)
