"""Short names of long paths: the words that tell the least are dropped first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, pairwise

from specpress.python.names.case import FILLERS, join_capitalized, join_pascal

MAX_LENGTH = 60
# Words of a root from which names are made, at its beginning and its end.
MAX_WORDS = 100
# First words of a root that are dropped last: the verb of an operation and its object.
FIRST_WORDS = 3
# Last steps that are dropped after the words of the root.
LAST_STEPS = 2

Words = Sequence[str]


def list_pascal_names(root: Words, steps: Sequence[Words]) -> tuple[str, ...]:
    """Return names in Pascal case for the steps from a root: the first is short, the last complete.

    Each name has a few words more than the one before.
    """
    if len(root) > MAX_WORDS:
        # Each name has one word more than the one before: a text would have as many names as words.
        root = [*root[: MAX_WORDS // 2], *root[-MAX_WORDS // 2 :]]
    parts = [*root, *(word for step in steps for word in step)]
    if len(join_capitalized(parts)) <= MAX_LENGTH:
        return (join_pascal(parts),)
    kept = [True] * len(parts)
    names = [join_capitalized(parts)]
    for dropped in filter(None, _list_drops(root, steps)):
        if len(names[-1]) <= MAX_LENGTH:
            break
        for index in dropped:
            kept[index] = False
        names.append(join_capitalized([*compress(parts, kept)]))
    # A word may be too long.
    names[-1] = join_pascal([*compress(parts, kept)])
    return tuple(reversed(names))


def _list_drops(root: Words, steps: Sequence[Words]) -> Iterator[Sequence[int]]:
    """Yield the indexes of words that are dropped together, the least telling ones first."""
    start = len(root)
    yield from _list_repetitions(root, steps)
    middle = range(FIRST_WORDS, start - 1)
    yield [index for index in middle if root[index] in FILLERS]
    yield from ([i] for i in reversed(middle) if root[i] not in FILLERS)
    ends = [start]
    for step in steps:
        ends.append(ends[-1] + len(step))
    spans = [range(*pair) for pair in pairwise(ends)]
    yield from spans[:-LAST_STEPS]
    if steps and start > FIRST_WORDS:
        yield [start - 1]
    yield from spans[-LAST_STEPS:-1]
    # In the end, the first word of the root and the ends of the last step remain.
    if steps:
        yield from ([i] for i in reversed(range(1, min(start, FIRST_WORDS))))
        yield from ([index] for index in reversed(spans[-1][1:-1]))


def _list_repetitions(root: Words, steps: Sequence[Words]) -> Iterator[Sequence[int]]:
    """Yield the first words of each step that repeat the last words before it."""
    before = list(root)
    for step in steps:
        sizes = range(min(len(before), len(step) - 1), 0, -1)
        size = next((n for n in sizes if before[-n:] == [*step[:n]]), 0)
        yield range(len(before), len(before) + size)
        before += step
