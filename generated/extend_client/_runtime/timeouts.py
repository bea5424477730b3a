"""How long a call may take, phase by phase and in all."""

from __future__ import annotations

from typing import NamedTuple


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


def timeout_of(given: float | Timeout | None) -> Timeout:
    """The limits that an argument stands for."""
    if isinstance(given, Timeout):
        return given
    return Timeout(given, given, given, given, given)


def within(limit: float | None, left: float | None) -> float | None:
    """The smaller of two limits, either of which may be missing."""
    if limit is None or left is None:
        return left if limit is None else limit
    return min(limit, left)
