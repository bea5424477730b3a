"""Transport that sends requests through httpx2."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

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
        chunks = _read_chunks(response)

        def close() -> None:
            chunks.close()
            response.close()

        headers = Headers(response.headers.multi_items())
        return SyncOpenResponse(response.status_code, headers, chunks, close)

    def _get_client(self) -> httpx2.Client:
        if self._external_client is not None:
            return self._external_client
        scope = connection_scope()
        client = self._clients.get(scope)
        if client is None:
            client = httpx2.Client(cookies=create_cookie_jar())
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


def _read_chunks(response: httpx2.Response) -> Generator[bytes]:
    """Yield the body without decompressing it."""
    stream: Any = response.stream
    try:
        for chunk in stream:
            yield chunk
        if has_trailing_data(response):
            response.extensions["network_stream"].close()
    except FAILURES as error:
        raise translate(error, True) from None
