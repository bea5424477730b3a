"""Print the microseconds of one call of a function: the fastest of nine rounds."""

from __future__ import annotations

import time
from collections.abc import Callable

ROUNDS = 9
MIN_SECONDS = 0.05  # of a round


def measure(function: Callable[[], object]) -> None:
    """Find a number of calls that is long enough to measure, then run nine rounds of it."""
    calls, seconds = 1, 0.0
    while seconds < MIN_SECONDS:
        calls *= 2
        seconds = _time_round(function, calls)
    fastest = min(_time_round(function, calls) for _ in range(ROUNDS))
    print(fastest / calls * 1e6)


def _time_round(function: Callable[[], object], calls: int) -> float:
    began = time.perf_counter()
    for _ in range(calls):
        function()
    return time.perf_counter() - began
