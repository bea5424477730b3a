"""Patterns that Python matches in bounded time, for the constraints of variants."""

from __future__ import annotations

import re
import warnings
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# Repetitions up to this number count as bounded.
MAX_BOUNDED = 64
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
UNSAFE = {codes.GROUPREF, codes.GROUPREF_EXISTS, codes.ASSERT, codes.ASSERT_NOT}


def translate_pattern(pattern: str) -> str | None:
    """Return a pattern in the syntax of Python; None if it has another syntax or may take long.

    At most one repetition is unbounded, or two after `^`, and none contains another one of variable
    length: the time of a match then grows at most with the square of the length of a text.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            translated = _anchor_end(pattern)
            parsed = parser.parse(translated, re.ASCII)
            variable, unbounded = _count(parsed, False)
    except (re.error, OverflowError, RecursionError, UnsafePattern):
        return None
    is_anchored = bool(parsed) and parsed[0] == (codes.AT, codes.AT_BEGINNING)
    is_safe = unbounded <= 1 + is_anchored and variable <= 4
    return translated if is_safe else None


class UnsafePattern(Exception):
    """A part of a pattern may take long to match."""


def _anchor_end(pattern: str) -> str:
    """Replace a final `$`, which also matches before a line break in Python."""
    is_anchor = pattern.endswith("$") and not pattern.endswith("\\$")
    return f"{pattern[:-1]}\\Z" if is_anchor else pattern


def _count(parsed: Any, is_repeated: bool) -> tuple[int, int]:
    """Return the number of repetitions of variable length, and of unbounded ones."""
    variable = unbounded = 0
    for operation, argument in parsed:
        if operation in UNSAFE:
            raise UnsafePattern
        if operation in REPEATS:
            least, most, inner = argument
            is_variable = least != most and most > 1
            if is_variable and is_repeated:
                raise UnsafePattern
            counts = _count(inner, is_repeated or most > 1)
            variable += is_variable
            unbounded += is_variable and most > MAX_BOUNDED
        else:
            counts = _count_inner(operation, argument, is_repeated)
        variable, unbounded = variable + counts[0], unbounded + counts[1]
    return variable, unbounded


def _count_inner(operation: Any, argument: Any, is_repeated: bool) -> tuple[int, int]:
    if operation is codes.SUBPATTERN:
        return _count(argument[-1], is_repeated)
    if operation is codes.BRANCH:
        if is_repeated:
            raise UnsafePattern
        counts = [_count(branch, is_repeated) for branch in argument[1]]
        return sum(c[0] for c in counts), sum(c[1] for c in counts)
    if operation is codes.ATOMIC_GROUP:
        return _count(argument, is_repeated)
    return 0, 0
