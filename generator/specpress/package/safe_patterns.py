"""Patterns that Python matches in bounded time, for the constraints of variants."""

from __future__ import annotations

import re
import warnings
from importlib import import_module
from typing import Any

from specpress.document.patterns import MAX_TEXT

# The parser of `re`, which has no public name.
codes: Any = import_module("re._constants")
parser: Any = import_module("re._parser")
# Maximum number of ways in which a pattern can match a text, which Python tries one after the other.
MAX_WAYS = 4_000_000
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
UNSAFE = {codes.GROUPREF, codes.GROUPREF_EXISTS, codes.ASSERT, codes.ASSERT_NOT}


def translate_pattern(pattern: str) -> str | None:
    """Return a pattern in the syntax of Python; None if it has another syntax or may take long.

    Generated clients match texts of at most `MAX_TEXT` characters.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            translated = _anchor_end(pattern)
            parsed = parser.parse(translated, re.ASCII)
            ways = _count_ways(parsed, False)
    except (re.error, OverflowError, RecursionError, UnsafePattern):
        return None
    is_anchored = bool(parsed) and parsed[0] == (codes.AT, codes.AT_BEGINNING)
    return translated if ways * (1 if is_anchored else MAX_TEXT) <= MAX_WAYS else None


class UnsafePattern(Exception):
    """A part of a pattern may take long to match."""


def _anchor_end(pattern: str) -> str:
    """Replace a final `$`, which also matches before a line break in Python."""
    is_anchor = pattern.endswith("$") and not pattern.endswith("\\$")
    return f"{pattern[:-1]}\\Z" if is_anchor else pattern


def _count_ways(parsed: Any, is_repeated: bool) -> int:
    """Return the number of ways in which a pattern can match a text from one position.

    Raises:
        UnsafePattern: the number grows exponentially, or is not known.
    """
    ways = 1
    for operation, argument in parsed:
        if operation in UNSAFE:
            raise UnsafePattern
        if operation in REPEATS:
            least, most, inner = argument
            ways *= _count_repetitions(least, most, inner, is_repeated)
        else:
            ways *= _count_inner(operation, argument, is_repeated)
        if ways > MAX_WAYS:
            raise UnsafePattern
    return ways


def _count_repetitions(least: int, most: int, inner: Any, is_repeated: bool) -> int:
    lengths = min(most, MAX_TEXT) - min(least, MAX_TEXT) + 1
    if lengths > 1 and is_repeated:
        # Different numbers of repetitions match the same text.
        raise UnsafePattern
    return lengths * _count_ways(inner, is_repeated or most > 1)


def _count_inner(operation: Any, argument: Any, is_repeated: bool) -> int:
    if operation is codes.SUBPATTERN:
        return _count_ways(argument[-1], is_repeated)
    if operation is codes.BRANCH:
        if is_repeated:
            raise UnsafePattern
        return sum(_count_ways(branch, is_repeated) for branch in argument[1])
    if operation is codes.ATOMIC_GROUP:
        return _count_ways(argument, is_repeated)
    return 1
