"""Lines of a text: the offsets between them, and excerpts for problems."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate, islice

# Minimum length of the parts in which a text is split into lines.
PART = 1_000_000


def excerpt(text: str, line: int) -> tuple[tuple[int, str], ...]:
    """Return a line with the lines before and after it, each with its number."""
    ends = _line_ends(text)
    first, last = max(1, line - 1), min(len(ends) - 1, line + 1)
    return tuple(
        (n, text[ends[n - 1] : ends[n]].splitlines()[0]) for n in range(first, last + 1)
    )


def release_excerpts() -> None:
    """Forget the texts whose lines are known."""
    _line_ends.cache_clear()


# A document with many problems needs its lines once per problem.
@lru_cache(2)
def _line_ends(text: str) -> Sequence[int]:
    return count_offsets(text, lambda part: part.splitlines(keepends=True))


def count_offsets(text: str, split: Callable[[str], list[str]]) -> Sequence[int]:
    """Return the offsets between the lines of a text, 0 included; `split` returns the lines of a part.

    A large document has several hundred thousand lines: an array needs a tenth of the memory of the
    lines, and parts of the text need little of it while they are split.
    """
    offsets, start = array("Q", [0]), 0
    while start < len(text):
        end = text.find("\n", start + PART) + 1 or len(text)
        lengths = map(len, split(text[start:end]))
        offsets.extend(islice(accumulate(lengths, initial=start), 1, None))
        start = end
    return offsets
