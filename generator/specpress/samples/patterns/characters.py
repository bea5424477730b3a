"""Sets of characters, as sorted ranges of code points without gaps between neighbours."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from random import Random

# Ranges of code points, both ends included.
Characters = tuple[tuple[int, int], ...]
# The properties of characters are computed up to this code point.
MAX_CLASSIFIED = 0xFFFF
# Preferred in samples, the best first.
LETTERS: Characters = ((0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A))
VISIBLE: Characters = ((0x21, 0x7E),)
PRINTABLE: Characters = ((0x20, 0x7E),)
LATIN: Characters = ((0xA1, 0xAC), (0xAE, 0x24F))
SURROGATES: Characters = ((0xD800, 0xDFFF),)
# General categories of Unicode that have a long name.
CATEGORIES = {
    "Letter": "L", "Lowercase_Letter": "Ll", "Uppercase_Letter": "Lu", "Mark": "M",
    "Number": "N", "Decimal_Number": "Nd", "Punctuation": "P", "Symbol": "S",
    "Separator": "Z", "Space_Separator": "Zs", "Control": "Cc", "Other": "C",
}  # fmt: skip
# First words of the names of characters in scripts with another name.
SCRIPTS = {"Han": "CJK"}


def normalize(ranges: Iterable[tuple[int, int]]) -> Characters:
    """Return sorted ranges, with neighbours merged."""
    merged: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(high, merged[-1][1])
        elif low <= high:
            merged.append((low, high))
    return tuple(merged)


def complement(ranges: Characters) -> Characters:
    """Return all other characters."""
    gaps, start = [], 0
    for low, high in ranges:
        gaps.append((start, low - 1))
        start = high + 1
    return normalize([*gaps, (start, sys.maxunicode)])


@cache
def intersect(one: Characters, other: Characters) -> Characters:
    """Return the characters in both sets."""
    return normalize(
        (max(low, first), min(high, last))
        for low, high in one
        for first, last in other
        if first <= high and low <= last
    )


ALL: Characters = ((0, sys.maxunicode),)
DIGITS: Characters = ((0x30, 0x39),)
WORD: Characters = normalize([*LETTERS, (0x5F, 0x5F)])
SPACE: Characters = normalize([(9, 13), (0x20, 0x20), (0xA0, 0xA0), (0xFEFF, 0xFEFF)])
NEWLINES: Characters = normalize([(10, 10), (13, 13), (0x2028, 0x2029)])


@cache
def unicode_property(name: str) -> Characters:
    """Return the characters with a property: a general category or a script.

    Raises:
        ValueError: The property is unknown.
    """
    key = name.rpartition("=")[2]
    category = CATEGORIES.get(key, key)
    if key in ("Any", "Assigned"):
        return ALL
    if key in ("Alphabetic", "Alpha"):
        return _classify(str.isalpha)
    if key in ("White_Space", "space"):
        return SPACE
    if len(category) <= 2:
        characters = _classify(lambda c: unicodedata.category(c).startswith(category))
    else:
        first_word = SCRIPTS.get(key, key).upper()
        characters = _classify(lambda c: unicodedata.name(c, "").startswith(first_word))
    if not characters:
        raise ValueError(f"unknown property of characters: {name}")
    return characters


def _classify(matches: Callable[[str], bool]) -> Characters:
    return normalize((n, n) for n in range(MAX_CLASSIFIED + 1) if matches(chr(n)))


def ignore_case(ranges: Characters) -> Characters:
    """Return the characters and those that differ in their case, for ASCII."""
    others = []
    for letters, offset in ((((0x41, 0x5A),), 32), (((0x61, 0x7A),), -32)):
        for low, high in intersect(ranges, letters):
            others.append((low + offset, high + offset))
    return normalize([*ranges, *others])


def choose(characters: Characters, random: Random) -> str:
    """Return a random character, if possible a letter or a digit, else a visible one."""
    for preferred in (LETTERS, VISIBLE, PRINTABLE, LATIN, complement(SURROGATES)):
        usable = intersect(characters, preferred)
        if usable:
            low, high = random.choice(usable)
            return chr(random.randint(low, high))
    return chr(characters[0][0])
