"""Cheap draws for strategies that draw hundreds of times per example.

Hypothesis validates every new strategy object, which costs far more than a draw from it: the strategies here are
created once, and choices are drawn as indices instead of with a new `sampled_from`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
T = TypeVar("T")
BOOLEANS = st.booleans()


@cache
def integers(minimum: int, maximum: int) -> st.SearchStrategy[int]:
    """Return the one strategy for integers between two bounds."""
    return st.integers(minimum, maximum)


def choose(draw: Draw, options: Sequence[T]) -> T:
    """Draw one of the options."""
    return options[draw(integers(0, len(options) - 1))]


def choose_some(draw: Draw, options: Sequence[T], max_size: int) -> list[T]:
    """Draw some of the options, each at most once, in the order of the options."""
    size = draw(integers(0, min(max_size, len(options))))
    remaining = [*range(len(options))]
    chosen = [remaining.pop(draw(integers(0, len(remaining) - 1))) for _ in range(size)]
    return [options[index] for index in sorted(chosen)]


def one_in(draw: Draw, count: int) -> bool:
    """Draw True once in `count` times on average."""
    return draw(integers(0, count - 1)) == 0
