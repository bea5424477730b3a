"""Paths: percent-encoding, server prefixes, and templates in the syntax of starlette."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from specpress import ir

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_PERCENT_ENCODED = re.compile("%[0-9A-Fa-f]{2}")
_ORIGIN = re.compile(r"https?://[^/?]*", re.IGNORECASE)
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
# Characters of a path that need no percent-encoding.
SAFE = "/:@!$&'()*+,;=%~"


def normalize(path: str) -> str:
    """Decode unreserved characters and upper-case the other escapes (RFC 3986, 6.2.2)."""

    def replacement(match: re.Match[str]) -> str:
        character = unquote(match[0])
        return character if _UNRESERVED.fullmatch(character) else match[0].upper()

    return _PERCENT_ENCODED.sub(replacement, path)


def strip_origin(target: str) -> str:
    """Return the path of a request target, which may be a complete URL (RFC 9112, 3.2.2)."""
    match = _ORIGIN.match(target)
    return target[match.end() :] or "/" if match else target


def _quote(path: str) -> str:
    return quote(path, safe=SAFE, errors="replace")


def server_path(server: ir.Server) -> str:
    """Return the path of a server URL, with the defaults of its variables."""
    defaults = {v.name: v.default or v.name for v in server.variables}
    url = _PLACEHOLDER.sub(lambda match: defaults.get(match[1], match[1]), server.url)
    try:
        path = urlsplit(url).path.strip("/")
    except ValueError:
        # Not a URL, which is reported when the document is read.
        path = ""
    return normalize(_quote(f"/{path}" if path else ""))


def split_query(path: str) -> tuple[str, list[tuple[str, str]]]:
    """Split a documented path into the path alone and the constant pairs of its query."""
    before, _, query = path.partition("#")[0].partition("?")
    pairs = [entry.partition("=") for entry in query.split("&") if entry]
    constant = [(unquote(n), unquote(v)) for n, _, v in pairs if "{" not in v]
    return before, constant


def route_template(path: str) -> tuple[str, list[str]]:
    """Return the path in starlette's syntax, and the names of its parameters in order.

    Parameters become ``p0``, ``p1`` and so on: starlette allows identifiers only.
    """
    names: list[str] = []
    template = ""
    for index, piece in enumerate(_PLACEHOLDER.split(path)):
        # `split` alternates between literal text and captured names.
        if index % 2:
            template += f"{{p{len(names)}}}"
            names.append(piece)
        else:
            template += normalize(_quote(piece))
    return template, names


@dataclass(frozen=True, slots=True)
class PathMatch:
    """The values of the parameters of a path."""

    values: dict[str, str]

    def groupdict(self) -> dict[str, str]:
        """Return the values by name, as a match of a regular expression does."""
        return self.values


@dataclass(frozen=True, slots=True)
class PathPattern:
    """Matches paths against a template in starlette's syntax, in linear time.

    A regular expression would try all ways to divide a segment among its parameters. The first one
    gets as much as possible.
    """

    template: str

    def match(self, path: str) -> PathMatch | None:
        """Return the values of the parameters; None if the path does not match."""
        templates, segments = self.template.split("/"), path.split("/")
        if len(templates) != len(segments):
            return None
        values: dict[str, str] = {}
        for template, segment in zip(templates, segments, strict=True):
            if not _match_segment(template, segment, values):
                return None
        return PathMatch(values)


def _match_segment(template: str, segment: str, values: dict[str, str]) -> bool:
    """Add the values of the parameters in a segment, from right to left; return False without a match."""
    first, *others = _PLACEHOLDER.split(template)
    if not others:
        return segment == first
    names, literals = others[::2], [first, *others[1::2]]
    if not segment.endswith(literals[-1]):
        return False
    end = len(segment) - len(literals[-1])
    for index in range(len(names) - 1, 0, -1):
        # Each parameter has at least one character.
        start = segment.rfind(literals[index], 0, end - 1)
        if start < 0:
            return False
        values[names[index]] = segment[start + len(literals[index]) : end]
        end = start
    values[names[0]] = segment[len(first) : end]
    return segment.startswith(first) and end > len(first)


def sort_key(path: str) -> tuple[tuple[int, int], ...]:
    """Return a key that sorts literal paths before paths with parameters, by segment."""
    return tuple(_segment_rank(segment) for segment in path.split("/"))


def _segment_rank(segment: str) -> tuple[int, int]:
    """Rank literal segments first, then partly literal ones, the longer the better."""
    if "{" not in segment:
        return 0, 0
    literal_length = len(_PLACEHOLDER.sub("", segment))
    return (1, -literal_length) if literal_length else (2, 0)
