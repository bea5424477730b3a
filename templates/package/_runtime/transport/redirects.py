"""Redirects: the next request, without credentials for another origin."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from ..request import Request
from ..urls import parse_origin
from .transport import Response

STATUSES = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 10
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Headers without information about the caller, sent to any origin.
PUBLIC_HEADERS = frozenset({"accept", "accept-encoding", "user-agent"})
# Characters of a URL that are not percent-encoded, besides letters, digits and -._
UNESCAPED = "!#$%&'()*+,/:;=?@[]~"


def follow_redirect(
    request: Request, response: Response, secret_names: frozenset[str]
) -> Request | None:
    """Return the request that follows a redirect, or None if there is none or it is unsafe.

    A request with side effects is only repeated at the same origin and with a status that keeps its
    method. Redirects from https to http are not followed.
    """
    location = response.headers.get("location")
    if response.status not in STATUSES or location is None:
        return None
    try:
        redirected = redirect_to(request, location, secret_names)
    except ValueError:
        return None
    is_same_origin = parse_origin(request.url) == parse_origin(redirected.url)
    keeps_method = response.status in (307, 308)
    can_repeat = keeps_method and is_same_origin and request.is_repeatable
    is_safe = request.method in SAFE_METHODS or can_repeat
    if not is_safe or _is_downgrade(request.url, redirected.url):
        return None
    return redirected


def redirect_to(
    request: Request, location: str, secret_names: frozenset[str]
) -> Request:
    """Return the request to another URL; for another origin only with public headers.

    Query parameters with the names of credentials are removed from the URL: the client adds its
    credentials itself, if the origin is trusted.

    Raises:
        ValueError: the URL is invalid.
    """
    url = _resolve_location(request.url, location, secret_names)
    is_same_origin = parse_origin(request.url) == parse_origin(url)
    headers = request.headers
    if not is_same_origin:
        headers = {n: headers[n] for n in headers if n in PUBLIC_HEADERS}
    is_trusted = request.is_trusted and is_same_origin
    return replace(request, url=url, headers=headers, is_trusted=is_trusted)


def _resolve_location(url: str, location: str, secret_names: frozenset[str]) -> str:
    """Return the URL of a `Location` header, without user and fragment."""
    target = urlsplit(urljoin(url, quote(location, safe=UNESCAPED)))
    is_http = target.scheme in ("http", "https")
    if not is_http or not target.hostname or target.port == 0:
        raise ValueError("redirect to an invalid URL")
    pairs = target.query.split("&")
    pairs = [pair for pair in pairs if pair.partition("=")[0] not in secret_names]
    host = target.netloc.rpartition("@")[2]
    return urlunsplit((target.scheme, host, target.path, "&".join(pairs), ""))


def _is_downgrade(url: str, target: str) -> bool:
    return (urlsplit(url).scheme, urlsplit(target).scheme) == ("https", "http")
