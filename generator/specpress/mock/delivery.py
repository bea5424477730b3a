"""Deliver responses to clients, with truncated bodies and closed connections on request."""

from __future__ import annotations

import asyncio
import logging
import re

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from specpress.document.fields import CONNECTION_HEADERS
from specpress.mock.errors import problem_details
from specpress.mock.responses import STATUSES_WITHOUT_BODY, MockResponse

log = logging.getLogger("specpress.mock")
# ASGI extension of `serving.MockProtocol`: a function that closes the connection.
ABORT_EXTENSION = "specpress.abort"
# Names and values of headers (RFC 9110, 5.1 and 5.5).
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")
_VALUE = re.compile(r"([!-~\x80-\xff]([ \t!-~\x80-\xff]*[!-~\x80-\xff])?)?\Z")


class DeliveredResponse(Response):
    """A response to deliver, at most up to `truncate` bytes of its body.

    Headers that HTTP does not allow are left out: their names and values are from the document.
    """

    def __init__(self, response: MockResponse, truncate: int | None = None) -> None:
        has_body = response.status not in STATUSES_WITHOUT_BODY
        super().__init__(response.body if has_body else b"", response.status)
        self.truncate = truncate
        if not has_body:
            # These statuses allow no Content-Length.
            self.raw_headers = []
        for name, text in response.headers:
            if _can_send(name, text):
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
        await _abort(scope, receive)


def _can_send(name: str, text: str) -> bool:
    is_of_connection = name.lower() in CONNECTION_HEADERS
    return not is_of_connection and bool(_NAME.match(name) and _VALUE.match(text))


class DroppedConnection(Response):
    """A closed connection instead of a response."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close the connection."""
        await _abort(scope, receive)


async def _abort(scope: Scope, receive: Receive) -> None:
    """Close the connection, and wait until it is closed: else uvicorn reports a missing response."""
    abort = scope.get("extensions", {}).get(ABORT_EXTENSION)
    if abort is not None:
        abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class GuardMiddleware:
    """Logs an unexpected exception in one line and responds to its request: the server continues."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Call the application."""
        is_started = False

        async def send_counted(message: Message) -> None:
            nonlocal is_started
            is_started = True
            await send(message)

        try:
            await self.app(scope, receive, send_counted)
        except asyncio.CancelledError:
            # The server stops.
            await _abort(scope, receive)
        except Exception as error:  # noqa: BLE001
            fault = describe_error(error)
            response = DeliveredResponse(problem_details(500, fault))
            if is_started:
                await _abort(scope, receive)
            else:
                await response(scope, receive, send)


def describe_error(error: Exception) -> str:
    """Return an unexpected exception in one line, and log it; its traceback is for debugging."""
    fault = f"internal error: {type(error).__name__}: {error}"
    log.error("%s", "".join(c if c.isprintable() else "?" for c in fault))
    log.debug("traceback", exc_info=error)
    return fault
