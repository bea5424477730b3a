"""Transport that sends requests through httpx2."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx2

from ..errors import TransportError
from ..redaction import install_filters, redact_logs
from ..request import Request
from .clock_async import connection_scope, enforce_time_limit, time_limit
from .transport import AsyncOpenResponse

FAILURES = (
    httpx2.RequestError,
    httpx2.StreamError,
    OSError,
    ValueError,
)
# Errors before the request is sent.
UNSENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)
# Attributes from a response to the parser of its connection; httpx2 has no public access to it.
PARSER_ATTRIBUTES = (
    "_stream",
    "_httpcore_stream",
    "_stream",
    "_connection",
    "_h11_state",
)
install_filters(
    "httpx2", *(f"httpcore2.{part}" for part in ("http11", "http2", "proxy"))
)


class Httpx2AsyncTransport:
    """Sends requests through httpx2; a client passed by the caller is not closed."""

    def __init__(self, client: httpx2.AsyncClient | None = None) -> None:
        self._external_client = client
        # At most one client: its connections cannot be used in another process or event loop.
        self._clients: dict[tuple[Any, ...], httpx2.AsyncClient] = {}

    async def open(self, request: Request) -> AsyncOpenResponse:
        """Send a request, and return the response with an unread body."""
        client = self._get_client()
        progress = _Progress()
        sent = _build_request(client, request, progress)
        try:
            async with time_limit(request.timeout.total):
                with redact_logs(request.secrets):
                    response = await client.send(
                        sent,
                        stream=True,
                        follow_redirects=False,
                        auth=_select_auth(request),
                    )
        except TimeoutError:
            raise TransportError(
                "total timeout exceeded", progress.may_have_arrived, True
            ) from None
        except FAILURES as error:
            raise _translate(error, progress.may_have_arrived) from None
        chunks = _read_chunks(response)

        async def close() -> None:
            await chunks.aclose()
            await response.aclose()

        headers = dict(response.headers.items())
        return AsyncOpenResponse(response.status_code, headers, chunks, close)

    def _get_client(self) -> httpx2.AsyncClient:
        if self._external_client is not None:
            return self._external_client
        scope = connection_scope()
        client = self._clients.get(scope)
        if client is None:
            cookies = _create_cookie_jar()
            client = enforce_time_limit(httpx2.AsyncClient(cookies=cookies))
            # Another thread may have added one meanwhile: the first one is used.
            self._clients = {scope: self._clients.setdefault(scope, client)}
            client = self._clients[scope]
        return client

    async def aclose(self) -> None:
        """Close the connections."""
        client = self._clients.pop(connection_scope(), None)
        self._clients = {}
        if client is not None:
            await client.aclose()


def _build_request(
    client: httpx2.AsyncClient, request: Request, progress: _Progress
) -> httpx2.Request:
    connect, read, write, pool, _ = request.timeout
    body = request.content
    content = body if body is None or isinstance(body, bytes) else body.achunks()
    try:
        built = client.build_request(
            request.method,
            request.url,
            headers=[(n.encode(), t.encode()) for n, t in request.headers.items()],
            content=content,
            timeout=httpx2.Timeout(connect=connect, read=read, write=write, pool=pool),
            extensions={"trace": progress.trace},
        )
    except (httpx2.InvalidURL, ValueError) as error:
        raise _translate(error, False) from None
    if not 0 <= (built.url.port or 0) < 1 << 16:
        raise TransportError(f"invalid port {built.url.port}", False)
    return built


def _select_auth(request: Request) -> Any:
    """Return an auth that adds nothing to a request with a credential.

    Otherwise httpx2 would replace it by that of the client, or of the user in the URL.
    """
    has_credential = "authorization" in request.headers
    return httpx2.Auth() if has_credential else httpx2.USE_CLIENT_DEFAULT


class _Progress:
    """Progress of a request, from trace events of httpx2."""

    def __init__(self) -> None:
        self.may_have_arrived = True

    async def trace(self, event: str, info: object) -> None:
        """Note that nothing can have arrived while connecting, or after incomplete headers."""
        if event.startswith("connection.") or event.endswith(
            "send_request_headers.failed"
        ):
            self.may_have_arrived = False
        elif event.endswith("send_request_headers.started"):
            self.may_have_arrived = True


async def _read_chunks(response: httpx2.Response) -> AsyncGenerator[bytes]:
    """Yield the body without decompressing it."""
    stream: Any = response.stream
    try:
        async for chunk in stream:
            yield chunk
        if _has_trailing_data(response):
            await response.extensions["network_stream"].aclose()
    except FAILURES as error:
        raise _translate(error, True) from None


def _has_trailing_data(response: httpx2.Response) -> bool:
    """Return True if more bytes follow a response: they would be read as the next response."""
    parser: Any = response.stream
    for name in PARSER_ATTRIBUTES:
        parser = getattr(parser, name, None)
    return parser is not None and bool(parser.trailing_data[0])


def _create_cookie_jar() -> CookieJar:
    """Return a cookie jar that ignores all cookies, so that calls stay independent."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


def _translate(error: Exception, may_have_arrived: bool) -> TransportError:
    name, message = type(error).__name__, str(error)
    timed_out = isinstance(error, httpx2.TimeoutException)
    arrived = may_have_arrived and not isinstance(error, UNSENT)
    text = f"{name}: {message}" if message else name
    return TransportError(text, arrived, timed_out)
