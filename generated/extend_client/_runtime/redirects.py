"""Redirects: where a request goes next, and whether what it says of the caller may go along."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from .request import Request
from .transport import Response
from .urls import origin_of

STATUSES = frozenset({301, 302, 303, 307, 308})
MOST = 10
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
ANYWHERE = frozenset({"accept", "accept-encoding", "user-agent"})
"""Headers that may go to another origin: they say nothing of the caller."""
WRITTEN = "!#$%&'()*+,/:;=?@[]~"
"""Besides letters, digits and -._, the characters that a URL may hold as they are."""


def redirected(
    request: Request, response: Response, hidden: frozenset[str]
) -> Request | None:
    """The request that a redirect asks for; None where there is none that is safe to follow.

    A request that changes something is only sent again to the same origin, where the status says
    that its method stays; nothing goes from https to http.
    """
    location = response.headers.get("location")
    if response.status not in STATUSES or location is None:
        return None
    try:
        following = moved(request, location, hidden)
    except ValueError:
        return None
    same = origin_of(request.url) == origin_of(following.url)
    repeated = response.status in (307, 308) and same and request.is_repeatable
    safe = request.method in SAFE or repeated
    return None if _is_downgrade(request.url, following.url) or not safe else following


def moved(request: Request, location: str, hidden: frozenset[str]) -> Request:
    """The same request to another place; to another origin without what it says of the caller.

    What the server hands on of the parameters `hidden` is left out: they are credentials, which are
    added where they belong.

    Raises:
        ValueError: it is no place that a request can be sent to.
    """
    there = _target(request.url, location, hidden)
    same = origin_of(request.url) == origin_of(there)
    kept = {n: v for n, v in request.headers.items() if same or n in ANYWHERE}
    is_trusted = request.is_trusted and same
    return replace(request, url=there, headers=kept, is_trusted=is_trusted)


def _target(here: str, location: str, hidden: frozenset[str]) -> str:
    """The URL that a Location leads to, without a user and a fragment."""
    there = urlsplit(urljoin(here, quote(location, safe=WRITTEN)))
    if there.scheme not in ("http", "https") or not there.hostname or there.port == 0:
        raise ValueError("the server leads to a URL that cannot be asked")
    pairs = [p for p in there.query.split("&") if p.partition("=")[0] not in hidden]
    host = there.netloc.rpartition("@")[2]
    return urlunsplit((there.scheme, host, there.path, "&".join(pairs), ""))


def _is_downgrade(here: str, there: str) -> bool:
    return (urlsplit(here).scheme, urlsplit(there).scheme) == ("https", "http")
