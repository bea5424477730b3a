"""Paths: takes a path template, gives the pattern that finds its parameters as they were sent."""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from specpress import ir

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_ENCODED = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
SAFE = "/:@!$&'()*+,;=%~"
"""What may stand in a path as it is."""


def normal(path: str) -> str:
    """A path as it was sent, with nothing encoded that need not be (RFC 3986, 6.2.2)."""

    def shown(found: re.Match[str]) -> str:
        sign = unquote(found[0])
        return sign if _UNRESERVED.fullmatch(sign) else found[0].upper()

    return _ENCODED.sub(shown, path)


def base(server: ir.Server) -> str:
    """The path of a server's URL, its variables by their defaults."""
    defaults = {v.name: v.default or v.name for v in server.variables}
    url = _PLACEHOLDER.sub(lambda found: defaults.get(found[1], found[1]), server.url)
    path = urlsplit(url).path.strip("/")
    return normal(quote(f"/{path}" if path else "", safe=SAFE))


def split(path: str) -> tuple[str, list[tuple[str, str]]]:
    """The path alone, and the pairs that the document writes into its query."""
    before, _, query = path.partition("#")[0].partition("?")
    pairs = [entry.partition("=") for entry in query.split("&") if entry]
    fixed = [(unquote(n), unquote(v)) for n, _, v in pairs if "{" not in v]
    return before, fixed


def template(path: str) -> tuple[str, list[str]]:
    """The template in the router's way of writing, and the names of its parameters in their order."""
    names: list[str] = []
    pieces = _PLACEHOLDER.split(path)
    written = ""
    for index, piece in enumerate(pieces):
        if index % 2:
            written += f"{{p{len(names)}}}"
            names.append(piece)
        else:
            written += normal(quote(piece, safe=SAFE))
    return written, names


def order(path: str) -> tuple[tuple[int, int], ...]:
    """What comes first: a path that is written out before one with parameters, part by part."""
    return tuple(_rank(segment) for segment in path.split("/"))


def _rank(segment: str) -> tuple[int, int]:
    """How open a part of a path is: not, partly (the more is written out, the less), wholly."""
    if "{" not in segment:
        return 0, 0
    written_out = len(_PLACEHOLDER.sub("", segment))
    return (1, -written_out) if written_out else (2, 0)
