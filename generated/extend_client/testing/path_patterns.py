"""Paths of requests, compared with those of the document."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
# Characters of a path that need no escape.
_SAFE = "/:@!$&'()*+,;=%~"


class PathPattern:
    """Matches the path of a URL with a documented one, in linear time.

    A regular expression would try all ways to divide a segment among its parameters. The first one
    gets as much as possible, as in `specpress mock`.
    """

    def __init__(self, path: str) -> None:
        # A query or a fragment of a documented path is not a part of the path of a URL.
        before = path.partition("#")[0].partition("?")[0]
        pieces = _PLACEHOLDER.split(f"/{before.removeprefix('/')}")
        self.names = pieces[1::2]
        literals = (normalize(quote(p, _SAFE, errors="replace")) for p in pieces[::2])
        # No literal contains a brace: it would be escaped.
        template = "{}".join(literals)
        self._segments = [segment.split("{}") for segment in template.split("/")]

    @property
    def rank(self) -> tuple[tuple[int, int], ...]:
        """Sorts literal paths first, then partly literal ones, by segment."""
        return tuple(
            (0, 0) if len(parts) == 1 else (2 - any(parts), -sum(map(len, parts)))
            for parts in self._segments
        )

    def match(self, path: str, is_prefixed: bool = False) -> list[str] | None:
        """Return the values of the parameters in their order; None if the path does not match.

        Args:
            is_prefixed: The path may begin with that of a server.
        """
        segments, templates = normalize(path).split("/"), self._segments
        if is_prefixed:
            # The first one is the empty text before the first slash.
            segments, templates = segments[1 - len(templates) :], templates[1:]
        if len(segments) != len(templates):
            return None
        values: list[str] = []
        for parts, segment in zip(templates, segments, strict=True):
            divided = _divide(parts, segment)
            if divided is None:
                return None
            values += divided
        return values


def normalize(path: str) -> str:
    """Decode the characters that need no escape, and write the other escapes in capitals."""

    def replace(match: re.Match[str]) -> str:
        character = unquote(match[0])
        return character if _UNRESERVED.fullmatch(character) else match[0].upper()

    return _ESCAPE.sub(replace, path)


def _divide(parts: list[str], segment: str) -> list[str] | None:
    """Return the values between the literal parts of a segment, which are found from right to left."""
    first, *others = parts
    if not others:
        return [] if segment == first else None
    if not (segment.startswith(first) and segment.endswith(others[-1])):
        return None
    end = len(segment) - len(others[-1])
    values: list[str] = []
    for literal in reversed(others[:-1]):
        # Each parameter has at least one character.
        start = segment.rfind(literal, 0, end - 1)
        if start < 0:
            return None
        values.append(segment[start + len(literal) : end])
        end = start
    if end <= len(first):
        return None
    return [segment[len(first) : end], *reversed(values)]
