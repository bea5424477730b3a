"""The parts of a path: literals and parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from specpress.python.names.case import CACHE_SIZE, words

_PART = re.compile(r"\{([^{}]*)\}|([^{}/]+)")
# Characters that separate literals inside a segment: `projects:batchGet`, `files#lock`.
_SEPARATOR = re.compile(r"[:.#?&=]+")
# Literals that say nothing about the resource: `/api/v1/books`.
_GENERIC = re.compile(r"(?i)apis?|rest|v[0-9]+([._-]?[0-9]+)*((alpha|beta)[0-9]*)?")


@dataclass(frozen=True, slots=True)
class PathPart:
    """A literal or a parameter of a path."""

    text: str
    is_parameter: bool = False

    @property
    def words(self) -> list[str]:
        """The words of the part."""
        return words(self.text)


@lru_cache(CACHE_SIZE)
def split_path(path: str) -> tuple[PathPart, ...]:
    """Return the parts of a path without prefixes such as `api` and `v1`."""
    parts: list[PathPart] = []
    for match in _PART.finditer(path):
        if match[2] is None:
            parts.append(PathPart(match[1], is_parameter=True))
        elif parts or not is_generic(match[2]):
            parts += map(PathPart, _split_literal(match[2]))
    return tuple(parts)


def _split_literal(text: str) -> list[str]:
    literals = _SEPARATOR.split(text)
    return [literal for literal in literals if any(map(str.isalnum, literal))]


def is_generic(text: str) -> bool:
    """Return whether a text is `api`, `rest` or a version."""
    return _GENERIC.fullmatch(text.strip("_")) is not None


def count_shared_parts(paths: Iterable[Sequence[PathPart]]) -> int:
    """Return the number of parts that all paths share before a literal in which they differ.

    Paths without a literal are ignored: `/` shares nothing with `/shop/books`.
    """
    paths = [path for path in paths if any(not part.is_parameter for part in path)]
    if len(paths) < 2:
        return 0
    shared = 0
    for count, parts in enumerate(zip(*paths, strict=False)):
        if all(not part.is_parameter for part in parts):
            shared = count
        if len(set(parts)) > 1:
            break
    return shared
