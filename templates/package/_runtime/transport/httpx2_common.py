"""Parts of the transports for httpx2 that sync and async clients share."""

from __future__ import annotations

from http.cookiejar import CookieJar, DefaultCookiePolicy
from operator import attrgetter
from typing import Any

import httpx2

from ..errors import TransportError
from ..redaction import install_filters
from ..request import Request

FAILURES = (httpx2.RequestError, httpx2.StreamError, OSError, ValueError)
# Errors before the request is sent.
UNSENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)
# Errors of a request that is not valid.
REFUSED = (httpx2.InvalidURL, httpx2.LocalProtocolError, httpx2.UnsupportedProtocol)
# The parser of the connection of a response; httpx2 has no public access to it.
PARSER = attrgetter("stream._stream._httpcore_stream._stream._connection._h11_state")
install_filters(
    "httpx2", *(f"httpcore2.{part}" for part in ("http11", "http2", "proxy"))
)


class Progress:
    """Progress of a request, from trace events of httpx2."""

    def __init__(self) -> None:
        self.may_have_arrived = True

    def note(self, event: str) -> None:
        """Note that nothing can have arrived while connecting, or after incomplete headers."""
        is_failed = event.endswith("send_request_headers.failed")
        if event.startswith("connection.") or is_failed:
            self.may_have_arrived = False
        elif event.endswith("send_request_headers.started"):
            self.may_have_arrived = True


def build_request(client: Any, request: Request, content: Any, trace: Any) -> Any:
    """Return the request of httpx2, with a function that receives its trace events.

    Raises:
        TransportError: the URL is invalid.
    """
    names = ("connect", "read", "write", "pool")
    timeout = dict(zip(names, request.timeout, strict=False))
    own = {name.encode(): text.encode() for name, text in request.headers.items()}
    others = [pair for pair in client.headers.raw if pair[0].lower() not in own]
    # `client.build_request` would merge them once more.
    is_own = type(client).build_request is not httpx2.Client.build_request
    build = client.build_request if is_own else httpx2.Request
    try:
        built = build(
            request.method,
            request.url,
            params=client.params or None,
            headers=[*others, *own.items()],
            cookies=client.cookies,
            content=content,
            extensions={"timeout": timeout, "trace": trace},
        )
    except (httpx2.InvalidURL, ValueError) as error:
        raise translate(error, False) from None
    if not 0 <= (built.url.port or 0) < 1 << 16:
        raise TransportError(f"invalid port {built.url.port}", False)
    # httpx2 converts it to upper case, but methods are case-sensitive.
    built.method = request.method
    return built


def select_auth(request: Request) -> Any:
    """Return an auth that adds nothing to a request with a credential.

    Otherwise httpx2 would replace it by that of the client, or of the user in the URL.
    """
    has_credential = "authorization" in request.headers
    return httpx2.Auth() if has_credential else httpx2.USE_CLIENT_DEFAULT


def has_trailing_data(response: httpx2.Response) -> bool:
    """Return True if more bytes follow a response: they would be read as the next response."""
    try:
        return bool(PARSER(response).trailing_data[0])
    except AttributeError:  # another transport, or HTTP/2
        return False


def create_cookie_jar() -> CookieJar:
    """Return a cookie jar that ignores all cookies, so that calls stay independent."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


def translate(error: Exception, may_have_arrived: bool) -> TransportError:
    """Return an error of httpx2 as a `TransportError`."""
    name, message = type(error).__name__, str(error)
    timed_out = isinstance(error, httpx2.TimeoutException)
    arrived = may_have_arrived and not isinstance(error, UNSENT)
    text = f"{name}: {message}" if message else name
    limit = name.removesuffix("Timeout").lower() if timed_out else ""
    failure = TransportError(text, arrived, timed_out, limit)
    failure.is_permanent = isinstance(error, REFUSED)
    return failure
