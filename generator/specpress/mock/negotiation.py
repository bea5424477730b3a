"""Content negotiation: select a media type by the Accept header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from specpress.document.media_types import plain
from specpress.mock.bodies import concrete_media_type

_QUALITY = re.compile(r"(0(\.[0-9]{0,3})?|1(\.0{0,3})?)\Z", re.ASCII)


def select_media_type(accept: str, media_types: Sequence[str]) -> str | None:
    """Return the first of the media types with the best quality, or None if none is accepted."""
    ranges = [*_parse_accept(accept)] or [("*/*", 1.0)]
    qualities = {
        name: _quality(concrete_media_type(name), ranges) for name in media_types
    }
    best = max(qualities.values(), default=0.0)
    if not best:
        return None
    return next(name for name in media_types if qualities[name] == best)


def _parse_accept(accept: str) -> Iterator[tuple[str, float]]:
    """Yield media ranges with their qualities; an invalid quality counts as 1."""
    for entry in filter(str.strip, accept.split(",")):
        name, *parameters = (part.strip().lower() for part in entry.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        # Three digits at most (RFC 9110, 12.4.2).
        yield name, float(quality) if _QUALITY.match(quality) else 1.0


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """Return the quality of the most specific range that matches."""
    name = plain(media_type)
    matching = (name, f"{name.partition('/')[0]}/*", "*/*")
    qualities = dict(ranges)
    return next((qualities[key] for key in matching if key in qualities), 0.0)
