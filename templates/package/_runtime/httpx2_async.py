"""The transport through httpx2: the default, and the way for a client of your own."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx2

from .errors import TransportError
from .clock_async import time_limit, place, watched
from .log_redaction import hidden_in_logs, keep_from_logs
from .request import Request
from .transport import AsyncOpenResponse

FAILURES = (
    httpx2.RequestError,
    httpx2.StreamError,
    OSError,
    ValueError,
)
UNSENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)
TO_STATE = ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state")
"""The way from an answer to the parser of its connection."""
keep_from_logs(
    "httpx2", *(f"httpcore2.{part}" for part in ("http11", "http2", "proxy"))
)


class Httpx2AsyncTransport:
    """Sends through httpx2; a client that was given stays its owner's to close."""

    def __init__(self, client: httpx2.AsyncClient | None = None) -> None:
        self._given = client
        self._own: dict[tuple[Any, ...], httpx2.AsyncClient] = {}
        """The client of this process and loop: connections outlive neither."""

    async def open(self, request: Request) -> AsyncOpenResponse:
        """Send one request and leave the body of the answer to be read."""
        client = self._client()
        sending = _Sending()
        sent = _built(client, request, sending)
        try:
            async with time_limit(request.timeout.total):
                with hidden_in_logs(request.secrets):
                    answer = await client.send(
                        sent,
                        stream=True,
                        follow_redirects=False,
                        auth=_auth(request),
                    )
        except TimeoutError:
            raise TransportError(
                "total timeout exceeded", sending.may_have_arrived, True
            ) from None
        except FAILURES as error:
            raise _translated(error, sending.may_have_arrived) from None
        chunks = _chunks(answer)

        async def close() -> None:
            await chunks.aclose()
            await answer.aclose()

        headers = dict(answer.headers.items())
        return AsyncOpenResponse(answer.status_code, headers, chunks, close)

    def _client(self) -> httpx2.AsyncClient:
        if self._given is not None:
            return self._given
        here = place()
        found = self._own.get(here)
        if found is None:
            made = watched(httpx2.AsyncClient(cookies=_no_cookies()))
            self._own = {here: self._own.setdefault(here, made)}
            found = self._own[here]
        return found

    async def aclose(self) -> None:
        """Close the connections."""
        own = self._own.pop(place(), None)
        self._own = {}
        if own is not None:
            await own.aclose()


def _built(
    client: httpx2.AsyncClient, request: Request, sending: _Sending
) -> httpx2.Request:
    """The request as httpx2 has it."""
    connect, read, write, pool, _ = request.timeout
    body = request.content
    content = body if body is None or isinstance(body, bytes) else body.achunks()
    try:
        sent = client.build_request(
            request.method,
            request.url,
            headers=[(n.encode(), t.encode()) for n, t in request.headers.items()],
            content=content,
            timeout=httpx2.Timeout(connect=connect, read=read, write=write, pool=pool),
            extensions={"trace": sending.trace},
        )
    except (httpx2.InvalidURL, ValueError) as error:
        raise _translated(error, False) from None
    if not 0 <= (sent.url.port or 0) < 1 << 16:
        raise TransportError(f"there is no port {sent.url.port}", False)
    return sent


def _auth(request: Request) -> Any:
    """Nobody else signs a request that has a credential: not the client, nor a user in the URL."""
    signed = "authorization" in request.headers
    return httpx2.Auth() if signed else httpx2.USE_CLIENT_DEFAULT


class _Sending:
    """Hears how far a request has come."""

    def __init__(self) -> None:
        self.may_have_arrived = True

    async def trace(self, event: str, info: object) -> None:
        """While it connects, and where its head could not be written whole, nothing can have arrived."""
        if event.startswith("connection.") or event.endswith(
            "send_request_headers.failed"
        ):
            self.may_have_arrived = False
        elif event.endswith("send_request_headers.started"):
            self.may_have_arrived = True


async def _chunks(answer: httpx2.Response) -> AsyncGenerator[bytes]:
    """The body as it comes, still packed."""
    stream: Any = answer.stream
    try:
        async for chunk in stream:
            yield chunk
        if _is_followed(answer):
            await answer.extensions["network_stream"].aclose()
    except FAILURES as error:
        raise _translated(error, True) from None


def _is_followed(answer: httpx2.Response) -> bool:
    """Whether bytes came after the end of an answer: they would be taken for the next one."""
    found: Any = answer.stream
    for name in TO_STATE:
        found = getattr(found, name, None)
    return found is not None and bool(found.trailing_data[0])


def _no_cookies() -> CookieJar:
    """A jar that stays empty: what a server sets in one call says nothing of the next."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=()))


def _translated(error: Exception, may_have_arrived: bool) -> TransportError:
    """An error of httpx2 as one of ours."""
    name, told = type(error).__name__, str(error)
    late = isinstance(error, httpx2.TimeoutException)
    arrived = may_have_arrived and not isinstance(error, UNSENT)
    return TransportError(f"{name}: {told}" if told else name, arrived, late)
