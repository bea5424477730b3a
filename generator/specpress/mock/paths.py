"""Paths: percent-encoding, server prefixes, and templates in the syntax of starlette."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from specpress import ir

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_PERCENT_ENCODED = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
# Characters of a path that need no percent-encoding.
SAFE = "/:@!$&'()*+,;=%~"


def normalize(path: str) -> str:
    """Decode unreserved characters and upper-case the other escapes (RFC 3986, 6.2.2)."""

    def replacement(match: re.Match[str]) -> str:
        character = unquote(match[0])
        return character if _UNRESERVED.fullmatch(character) else match[0].upper()

    return _PERCENT_ENCODED.sub(replacement, path)


def server_path(server: ir.Server) -> str:
    """Return the path of a server URL, with the defaults of its variables."""
    defaults = {v.name: v.default or v.name for v in server.variables}
    url = _PLACEHOLDER.sub(lambda match: defaults.get(match[1], match[1]), server.url)
    path = urlsplit(url).path.strip("/")
    return normalize(quote(f"/{path}" if path else "", safe=SAFE))


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
            template += normalize(quote(piece, safe=SAFE))
    return template, names


def sort_key(path: str) -> tuple[tuple[int, int], ...]:
    """Return a key that sorts literal paths before paths with parameters, by segment."""
    return tuple(_segment_rank(segment) for segment in path.split("/"))


def _segment_rank(segment: str) -> tuple[int, int]:
    """Rank literal segments first, then partly literal ones, the longer the better."""
    if "{" not in segment:
        return 0, 0
    literal_length = len(_PLACEHOLDER.sub("", segment))
    return (1, -literal_length) if literal_length else (2, 0)
