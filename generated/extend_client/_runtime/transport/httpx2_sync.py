"""Transport that sends requests through httpx2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

import httpx2

from ..errors import TransportError
from ..redaction import redact_logs
from ..request import Request
from .clock_sync import connection_scope, enforce_time_limit, time_limit
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
from .transport import SyncOpenResponse


class Httpx2SyncTransport:
    """Sends requests through httpx2; a client passed by the caller is not closed."""

    def __init__(self, client: httpx2.Client | None = None) -> None:
        self._external_client = client
        # At most one client: its connections cannot be used in another process or event loop.
        self._clients: dict[tuple[Any, ...], httpx2.Client] = {}

    def open(self, request: Request) -> SyncOpenResponse:
        """Send a request, and return the response with an unread body."""
        client, progress = self._get_client(), Progress()
        body = request.content
        content = body if body is None or isinstance(body, bytes) else body.chunks()

        def trace(event: str, info: object) -> None:
            progress.note(event)

        sent = build_request(client, request, content, trace)
        try:
            with time_limit(request.timeout.total):
                with redact_logs(request.secrets):
                    response = client.send(
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
        chunks = Chunks(response)
        return SyncOpenResponse(response.status_code, headers, chunks, response.close)

    def _get_client(self) -> httpx2.Client:
        if self._external_client is not None:
            return self._external_client
        scope = connection_scope()
        client = self._clients.get(scope)
        if client is None:
            try:
                client = httpx2.Client(cookies=create_cookie_jar())
            except (httpx2.InvalidURL, ValueError, OSError) as error:
                # A proxy or a certificate in the environment is not valid.
                failure = translate(error, False)
                failure.is_permanent = True
                raise failure from None
            # Another thread may have added one meanwhile: the first one is used.
            client = self._clients.setdefault(scope, enforce_time_limit(client))
            self._clients = {scope: client}
        return client

    def close(self) -> None:
        """Close the connections."""
        client = self._clients.pop(connection_scope(), None)
        self._clients = {}
        if client is not None:
            client.close()


class Chunks:
    """The body without decompressing it.

    No generator: an event loop that ends closes all generators at once, and those of httpx2 inside of
    another one would be closed twice.
    """

    def __init__(self, response: httpx2.Response) -> None:
        stream: Any = response.stream
        self._response = response
        self._parts: Iterator[bytes] = iter(stream)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        try:
            for chunk in self._parts:
                return chunk
            if has_trailing_data(self._response):
                self._response.extensions["network_stream"].close()
        except FAILURES as error:
            raise translate(error, True) from None
        raise StopIteration
