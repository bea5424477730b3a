"""Transport that sends requests through httpx2."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Self

import httpx2

from ..errors import TransportError
from ..redaction import redact_logs
from ..request import Request
from .clock_async import connection_scope, enforce_time_limit, time_limit
from .headers import Headers
from .httpx2_common import (
    FAILURES,
    Progress,
    build_request,
    create_cookie_jar,
    has_trailing_data,
    select_auth,
    translate,
)
from .transport import AsyncOpenResponse


class Httpx2AsyncTransport:
    """Sends requests through httpx2; a client passed by the caller is not closed."""

    def __init__(self, client: httpx2.AsyncClient | None = None) -> None:
        self._external_client = client
        # At most one client: its connections cannot be used in another process or event loop.
        self._clients: dict[tuple[Any, ...], httpx2.AsyncClient] = {}

    async def open(self, request: Request) -> AsyncOpenResponse:
        """Send a request, and return the response with an unread body."""
        client, progress = self._get_client(), Progress()
        body = request.content
        content = body if body is None or isinstance(body, bytes) else body.achunks()

        async def trace(event: str, info: object) -> None:
            progress.note(event)

        sent = build_request(client, request, content, trace)
        try:
            async with time_limit(request.timeout.total):
                with redact_logs(request.secrets):
                    response = await client.send(
                        sent,
                        stream=True,
                        follow_redirects=False,
                        auth=select_auth(request),
                    )
        except TimeoutError:
            raise TransportError.total_timeout(progress.may_have_arrived) from None
        except FAILURES as error:
            raise translate(error, progress.may_have_arrived) from None
        headers = Headers(response.headers.multi_items())
        chunks = AsyncChunks(response)
        return AsyncOpenResponse(response.status_code, headers, chunks, response.aclose)

    def _get_client(self) -> httpx2.AsyncClient:
        if self._external_client is not None:
            return self._external_client
        scope = connection_scope()
        client = self._clients.get(scope)
        if client is None:
            try:
                client = httpx2.AsyncClient(cookies=create_cookie_jar())
            except (httpx2.InvalidURL, ValueError, OSError) as error:
                # A proxy or a certificate in the environment is not valid.
                failure = translate(error, False)
                failure.is_permanent = True
                raise failure from None
            # Another thread may have added one meanwhile: the first one is used.
            client = self._clients.setdefault(scope, enforce_time_limit(client))
            self._clients = {scope: client}
        return client

    async def aclose(self) -> None:
        """Close the connections."""
        client = self._clients.pop(connection_scope(), None)
        self._clients = {}
        if client is not None:
            await client.aclose()


class AsyncChunks:
    """The body without decompressing it.

    No generator: an event loop that ends closes all generators at once, and those of httpx2 inside of
    another one would be closed twice.
    """

    def __init__(self, response: httpx2.Response) -> None:
        stream: Any = response.stream
        self._response = response
        self._parts: AsyncIterator[bytes] = aiter(stream)

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        try:
            async for chunk in self._parts:
                return chunk
            if has_trailing_data(self._response):
                await self._response.extensions["network_stream"].aclose()
        except FAILURES as error:
            raise translate(error, True) from None
        raise StopAsyncIteration
