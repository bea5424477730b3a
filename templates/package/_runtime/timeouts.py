"""Timeouts of a call, per phase and in total."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

# Seconds from which a timeout counts as none. Some platforms overflow on larger waits.
UNLIMITED = 1e8


class Timeout(NamedTuple):
    """Timeouts in seconds; None for no limit.

    `total` includes all attempts and the delays between them; for a stream it ends with the
    response headers. A plain number instead of a `Timeout` limits each phase and the total.
    """

    connect: float | None = 10.0
    read: float | None = 60.0
    """Maximum time between two chunks of the response."""
    write: float | None = 60.0
    pool: float | None = 60.0
    """Maximum wait for a free connection."""
    total: float | None = 180.0


@lru_cache
def to_timeout(timeout: float | Timeout | None) -> Timeout:
    """Return an argument as a `Timeout`.

    Raises:
        TypeError: a limit is not a number.
        ValueError: a limit is NaN or negative.
    """
    limits = timeout if isinstance(timeout, Timeout) else (timeout,) * 5
    return Timeout(*map(_check_limit, limits))


def _check_limit(seconds: Any) -> float | None:
    if seconds is None:
        return None
    # bool is a subclass of int, but True is not a duration.
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        kind = type(seconds).__name__
        raise TypeError(f"timeout must be a number of seconds or None, got {kind}")
    if seconds != seconds:
        raise ValueError("timeout must not be NaN")
    if seconds < 0:
        raise ValueError(f"timeout must not be negative, got {seconds}")
    return seconds if seconds < UNLIMITED else None


def shorter(limit: float | None, other: float | None) -> float | None:
    """Return the shorter of two limits; None means unlimited."""
    if limit is None or other is None:
        return other if limit is None else limit
    return limit if limit < other else other
