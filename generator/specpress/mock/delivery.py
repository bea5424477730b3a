"""Sending: takes an answer and what it shall suffer, gives what starlette sends."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from specpress.mock.responses import MockResponse

ABORT = "specpress.abort"
"""The extension of a server that can close a connection at any moment."""


class DeliveredResponse(Response):
    """An answer; with `truncate`, it ends too early."""

    def __init__(self, reply: MockResponse, truncate: int | None = None) -> None:
        super().__init__(reply.body, reply.status)
        self.truncate = truncate
        if reply.status < 200 or reply.status in (204, 304):
            self.raw_headers = []
        for name, text in reply.headers:
            self.headers.append(name, text)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, as far as it goes."""
        if self.truncate is None or self.truncate >= len(self.body):
            await super().__call__(scope, receive, send)
            return
        start = {"type": "http.response.start", "status": self.status_code}
        await send({**start, "headers": self.raw_headers})
        part = bytes(self.body[: self.truncate])
        await send({"type": "http.response.body", "body": part, "more_body": True})
        _abort(scope)


class DroppedConnection(Response):
    """No answer: the connection is closed."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close the connection."""
        _abort(scope)


def _abort(scope: Scope) -> None:
    abort = scope.get("extensions", {}).get(ABORT)
    if abort is not None:
        abort()
