"""Redirects: where a request goes next, and whether what it says of the caller may go along."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from .request import Request
from .transport import Response

STATUSES = frozenset({301, 302, 303, 307, 308})
MOST = 10
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ANYWHERE = frozenset({"accept", "user-agent"})
"""Headers that may go to another origin: they say nothing of the caller."""


def redirected(request: Request, response: Response) -> Request | None:
    """The request that a redirect asks for; None where there is none that is safe to follow.

    A request that changes something is only sent again to the same origin, where the status says
    that its method stays; nothing goes from https to http.
    """
    location = response.headers.get("location")
    if response.status not in STATUSES or location is None:
        return None
    following = moved(request, location)
    same = origin(request.url) == origin(following.url)
    repeated = response.status in (307, 308) and same and request.is_repeatable
    safe = request.method in SAFE or repeated
    return None if _is_downgrade(request.url, following.url) or not safe else following


def moved(request: Request, location: str) -> Request:
    """The same request to another place; to another origin without what it says of the caller."""
    there = urljoin(request.url, location)
    same = origin(request.url) == origin(there)
    kept = {n: v for n, v in request.headers.items() if same or n in ANYWHERE}
    return replace(request, url=there, headers=kept)


def origin(url: str) -> tuple[str, str | None, int | None]:
    """What credentials are bound to: scheme, host and port."""
    parts = urlsplit(url)
    default = {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname, parts.port or default


def _is_downgrade(here: str, there: str) -> bool:
    schemes = urlsplit(here).scheme, urlsplit(there).scheme
    return schemes[1] not in ("http", "https") or schemes == ("https", "http")
