"""The transport through httpx2: the default, and the way for a client of your own."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator

import httpx2

from .errors import TransportError
from .request import Request
from .transport import AsyncOpenResponse
from .uploads import Upload, measured

FAILURES = (httpx2.RequestError, httpx2.InvalidURL, httpx2.StreamError)
UNSENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.UnsupportedProtocol,
    httpx2.InvalidURL,
)


class Httpx2AsyncTransport:
    """Sends through httpx2; a client that was given stays its owner's to close."""

    def __init__(self, client: httpx2.AsyncClient | None = None) -> None:
        self._given = client
        self._own: httpx2.AsyncClient | None = None
        self._process = 0

    async def open(self, request: Request) -> AsyncOpenResponse:
        """Send one request and leave the body of the answer to be read."""
        limits, content = request.timeout, request.content
        headers = request.headers
        if isinstance(content, Upload):
            headers = measured(content, headers)
        client = self._client()
        try:
            sent = client.build_request(
                request.method,
                request.url,
                headers={
                    name.encode(): text.encode() for name, text in headers.items()
                },
                content=content.achunks() if isinstance(content, Upload) else content,
                timeout=httpx2.Timeout(
                    connect=limits.connect,
                    read=limits.read,
                    write=limits.write,
                    pool=limits.pool,
                ),
            )
            answer = await client.send(sent, stream=True, follow_redirects=False)
        except FAILURES as error:
            raise _translated(error) from None
        told = dict(answer.headers.items())
        chunks = _chunks(answer)

        async def close() -> None:
            await chunks.aclose()
            await answer.aclose()

        return AsyncOpenResponse(answer.status_code, told, chunks, close)

    def _client(self) -> httpx2.AsyncClient:
        """The client of this process: connections do not outlive a fork."""
        if self._given is not None:
            return self._given
        if self._own is None or self._process != os.getpid():
            self._own, self._process = httpx2.AsyncClient(), os.getpid()
        return self._own

    async def aclose(self) -> None:
        """Close the connections."""
        own, self._own = self._own, None
        if own is not None and self._process == os.getpid():
            await own.aclose()


async def _chunks(answer: httpx2.Response) -> AsyncGenerator[bytes]:
    try:
        async for chunk in answer.aiter_bytes():
            yield chunk
    except FAILURES as error:
        raise _translated(error) from None


def _translated(error: Exception) -> TransportError:
    """An error of httpx2 as one of ours."""
    name, told = type(error).__name__, str(error)
    late = isinstance(error, httpx2.TimeoutException)
    message = f"{name}: {told}" if told else name
    return TransportError(message, not isinstance(error, UNSENT), late)
