"""How long one call of a function takes: prints the microseconds of the fastest of nine rounds."""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 9
LEAST = 0.05
"""Seconds of a round."""


def pace(function: Callable[[], object]) -> None:
    """Call it until a round is long enough to be measured, then nine rounds."""
    times, took = 1, 0.0
    while took < LEAST:
        times *= 2
        took = _round(function, times)
    fastest = min(_round(function, times) for _ in range(ROUNDS))
    print(fastest / times * 1e6)


def _round(function: Callable[[], object], times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        function()
    return time.perf_counter() - began
