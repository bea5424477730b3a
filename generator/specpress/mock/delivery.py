"""Deliver responses to clients, with truncated bodies and closed connections on request."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from specpress.mock.responses import MockResponse

# ASGI extension of `serving.MockProtocol`: a function that closes the connection.
ABORT_EXTENSION = "specpress.abort"


class DeliveredResponse(Response):
    """A response to deliver, at most up to `truncate` bytes of its body."""

    def __init__(self, response: MockResponse, truncate: int | None = None) -> None:
        super().__init__(response.body, response.status)
        self.truncate = truncate
        if response.status < 200 or response.status in (204, 304):
            # These statuses allow no Content-Length.
            self.raw_headers = []
        for name, text in response.headers:
            self.headers.append(name, text)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the response, then close the connection if it is truncated."""
        if self.truncate is None or self.truncate >= len(self.body):
            await super().__call__(scope, receive, send)
            return
        # Content-Length is that of the complete body, so clients notice the truncation.
        start = {"type": "http.response.start", "status": self.status_code}
        await send({**start, "headers": self.raw_headers})
        part = bytes(self.body[: self.truncate])
        await send({"type": "http.response.body", "body": part, "more_body": True})
        _abort(scope)


class DroppedConnection(Response):
    """A closed connection instead of a response."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close the connection."""
        _abort(scope)


def _abort(scope: Scope) -> None:
    abort = scope.get("extensions", {}).get(ABORT_EXTENSION)
    if abort is not None:
        abort()
