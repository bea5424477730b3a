"""How requests are sent: two small protocols, and their default through httpx2, imported when used."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from .errors import APIConnectionError, APITimeoutError
from .request import Request

if TYPE_CHECKING:
    import httpx2


@dataclass(frozen=True, slots=True)
class Response:
    """An answer as it came; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SyncOpenResponse:
    """An answer whose body is still to come; `close` gives the connection back."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes] = field(repr=False)
    close: Callable[[], None] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AsyncOpenResponse:
    """The asynchronous form of `SyncOpenResponse`."""

    status: int
    headers: Mapping[str, str]
    chunks: AsyncIterator[bytes] = field(repr=False)
    aclose: Callable[[], Awaitable[None]] = field(repr=False)


@runtime_checkable
class SyncTransport(Protocol):
    """Sends a request and waits for the answer; `open` leaves the body to be read in parts.

    Both raise APIConnectionError or APITimeoutError where no answer comes.
    """

    def send(self, request: Request) -> Response: ...

    def open(self, request: Request) -> SyncOpenResponse: ...

    def close(self) -> None: ...


@runtime_checkable
class AsyncTransport(Protocol):
    """The asynchronous form of `SyncTransport`."""

    async def send(self, request: Request) -> Response: ...

    async def open(self, request: Request) -> AsyncOpenResponse: ...

    async def aclose(self) -> None: ...


class Httpx2SyncTransport:
    """Sends through httpx2; a client that was given stays its owner's to close."""

    def __init__(self, client: httpx2.Client | None = None) -> None:
        import httpx2

        self._failures = (httpx2.RequestError, httpx2.InvalidURL)
        self._owned = client is None
        self._client = httpx2.Client() if client is None else client

    def send(self, request: Request) -> Response:
        """Send one request; redirects are not followed."""
        try:
            answer = self._client.request(**_arguments(request))
        except self._failures as error:
            raise _translated(error, request) from None
        return _response(answer)

    def open(self, request: Request) -> SyncOpenResponse:
        """Send one request and leave the body of the answer to be read."""
        try:
            sent = self._client.build_request(**_request(request))
            answer = self._client.send(sent, stream=True, follow_redirects=False)
        except self._failures as error:
            raise _translated(error, request) from None
        chunks = self._chunks(answer, request)
        return SyncOpenResponse(
            answer.status_code, _headers(answer), chunks, answer.close
        )

    def _chunks(self, answer: httpx2.Response, request: Request) -> Iterator[bytes]:
        try:
            yield from answer.iter_bytes()
        except self._failures as error:
            raise _translated(error, request) from None

    def close(self) -> None:
        """Close the connections."""
        if self._owned:
            self._client.close()


class Httpx2AsyncTransport:
    """The asynchronous form of `Httpx2SyncTransport`."""

    def __init__(self, client: httpx2.AsyncClient | None = None) -> None:
        import httpx2

        self._failures = (httpx2.RequestError, httpx2.InvalidURL)
        self._owned = client is None
        self._client = httpx2.AsyncClient() if client is None else client

    async def send(self, request: Request) -> Response:
        """Send one request; redirects are not followed."""
        try:
            answer = await self._client.request(**_arguments(request))
        except self._failures as error:
            raise _translated(error, request) from None
        return _response(answer)

    async def open(self, request: Request) -> AsyncOpenResponse:
        """Send one request and leave the body of the answer to be read."""
        try:
            sent = self._client.build_request(**_request(request))
            answer = await self._client.send(sent, stream=True, follow_redirects=False)
        except self._failures as error:
            raise _translated(error, request) from None
        chunks = self._chunks(answer, request)
        return AsyncOpenResponse(
            answer.status_code, _headers(answer), chunks, answer.aclose
        )

    async def _chunks(
        self, answer: httpx2.Response, request: Request
    ) -> AsyncIterator[bytes]:
        try:
            async for chunk in answer.aiter_bytes():
                yield chunk
        except self._failures as error:
            raise _translated(error, request) from None

    async def aclose(self) -> None:
        """Close the connections."""
        if self._owned:
            await self._client.aclose()


def sync_transport(given: SyncTransport | httpx2.Client | None) -> SyncTransport:
    """The transport to use: the given one, the given httpx2 client wrapped, or a new one."""
    if given is None or hasattr(given, "build_request"):
        return Httpx2SyncTransport(cast("httpx2.Client | None", given))
    own: SyncTransport = cast("Any", given)
    return own


def async_transport(
    given: AsyncTransport | httpx2.AsyncClient | None,
) -> AsyncTransport:
    """The asynchronous form of `sync_transport`."""
    if given is None or hasattr(given, "build_request"):
        return Httpx2AsyncTransport(cast("httpx2.AsyncClient | None", given))
    own: AsyncTransport = cast("Any", given)
    return own


def _request(request: Request) -> dict[str, Any]:
    return {
        "method": request.method,
        "url": request.url,
        "headers": request.headers,
        "content": request.content,
        "timeout": request.timeout,
    }


def _arguments(request: Request) -> dict[str, Any]:
    return {**_request(request), "follow_redirects": False}


def _headers(answer: httpx2.Response) -> dict[str, str]:
    return dict(answer.headers.items())


def _response(answer: httpx2.Response) -> Response:
    return Response(answer.status_code, _headers(answer), answer.content)


def _translated(error: Exception, request: Request) -> APIConnectionError:
    """An error of httpx2 as one of ours."""
    import httpx2

    name = type(error).__name__
    told = (
        f"{request.label}: {name}: {error}"
        if str(error)
        else f"{request.label}: {name}"
    )
    unsent = isinstance(
        error, (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
    )
    if isinstance(error, httpx2.TimeoutException):
        return APITimeoutError(told, not unsent)
    return APIConnectionError(told, not unsent)
