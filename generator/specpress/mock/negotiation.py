"""Negotiation: takes the header Accept and the media types that there are, gives the one that is wanted most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specpress.mock.bodies import sent_as
from specpress.views.media import plain


def chosen(accept: str, media_types: Sequence[str]) -> str | None:
    """The media type to answer with: the first of those that are liked best; None where none is taken."""
    wanted = [*_wanted(accept)] or [("*/*", 1.0)]
    likings = {name: _liking(sent_as(name), wanted) for name in media_types}
    best = max(likings.values(), default=0.0)
    return (
        next((name for name in media_types if likings[name] == best), None)
        if best
        else None
    )


def _wanted(accept: str) -> Iterator[tuple[str, float]]:
    """The ranges and how much each is wanted; one that is ill-formed is wanted."""
    for entry in filter(str.strip, accept.split(",")):
        name, *parameters = (part.strip().lower() for part in entry.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            yield name, float(quality)
        except ValueError:
            yield name, 1.0


def _liking(media_type: str, wanted: list[tuple[str, float]]) -> float:
    """How much a media type is wanted: the most precise range says it."""
    name = plain(media_type)
    ranges = (name, f"{name.partition('/')[0]}/*", "*/*")
    found = dict(wanted)
    return next((found[key] for key in ranges if key in found), 0.0)
