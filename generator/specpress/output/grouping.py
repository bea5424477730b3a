"""Groups of things by the first letters of their names, as many as keep each group small."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
_NO_LETTER = re.compile("[^a-z0-9]")
ALL = "all"


def group_by_letters(
    items: Sequence[T],
    get_name: Callable[[T], str],
    measure: Callable[[T], int],
    limit: int,
) -> dict[str, list[T]]:
    """Return the items by the first letters of their names; no group exceeds `limit` if that is possible.

    The group of a name depends on the names with the same letters only, not on the order.
    """
    if sum(map(measure, items)) <= limit:
        return {ALL: [*items]}
    entries = [(_get_letters(get_name(item)), measure(item), item) for item in items]
    return {
        prefix: [item for _, _, item in group]
        for prefix, group in _divide(entries, 1, limit)
    }


def _divide(
    entries: Sequence[tuple[str, int, T]], length: int, limit: int
) -> Iterator[tuple[str, list[tuple[str, int, T]]]]:
    """Yield the groups of items with the same first letters, longer ones if a group is too large."""
    groups: dict[str, list[tuple[str, int, T]]] = {}
    for entry in entries:
        groups.setdefault(entry[0][:length], []).append(entry)
    for prefix, group in sorted(groups.items()):
        is_small = sum(size for _, size, _ in group) <= limit
        if is_small or len({letters for letters, _, _ in group}) == 1:
            yield prefix, group
        else:
            yield from _divide(group, length + 1, limit)


def _get_letters(name: str) -> str:
    """Return the letters of a name that a file name on any system can have."""
    return _NO_LETTER.sub("", name.lower()) or "other"
