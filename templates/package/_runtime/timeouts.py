"""How long a call may take, phase by phase and in all."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

FOREVER = 1e8
"""Seconds from which a limit is none: three years. Systems cannot wait for much longer numbers."""


class Timeout(NamedTuple):
    """Seconds; None waits for ever. A plain number in its place limits every phase and the whole call.

    `total` covers all attempts and the waits between them; of a stream, all until its head has come.
    """

    connect: float | None = 10.0
    read: float | None = 60.0
    """Between two pieces of the answer."""
    write: float | None = 60.0
    pool: float | None = 60.0
    """Until a connection is free."""
    total: float | None = 180.0


@lru_cache
def timeout_of(given: float | Timeout | None) -> Timeout:
    """The limits that an argument stands for.

    Raises:
        TypeError: one is no number.
        ValueError: one is NaN.
    """
    limits = given if isinstance(given, Timeout) else (given,) * 5
    return Timeout(*map(_limit, limits))


def _limit(seconds: Any) -> float | None:
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)):
        raise TypeError(f"a timeout is a number of seconds, not {seconds!r}")
    if seconds != seconds:
        raise ValueError("a timeout is a number of seconds, not NaN")
    return seconds if seconds < FOREVER else None


def within(limit: float | None, left: float | None) -> float | None:
    """The smaller of two limits, either of which may be missing."""
    if limit is None or left is None:
        return left if limit is None else limit
    return limit if limit < left else left
