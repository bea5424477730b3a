"""Actions of the fault server: bytes to send, pauses, and ways to end a connection."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from tests.sandbox.server import make_run


@dataclass(frozen=True, slots=True)
class ReceivedRequest:
    """A request that the server received completely; header names are in lower case."""

    line: str
    headers: dict[str, str]
    body: bytes

    @property
    def method(self) -> str:
        """The HTTP method."""
        return self.line.split(" ")[0]

    @property
    def target(self) -> str:
        """The path and the query."""
        return self.line.split(" ")[1]


@dataclass(frozen=True, slots=True)
class Pause:
    """Send nothing for some seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Receive:
    """Wait for some bytes of the request and discard them."""

    size: int


class End(Enum):
    """End of a connection. Without it, the server waits for the next request."""

    CLOSE = "close"
    # Close without the closing alert that TLS requires.
    ABORT = "abort"
    # Send RST.
    RESET = "reset"
    # Keep the connection open, send nothing until the client closes it.
    STALL = "stall"


Action: TypeAlias = bytes | Pause | Receive | End
Actions: TypeAlias = tuple[Action, ...]
Responder: TypeAlias = Actions | Callable[[ReceivedRequest], Actions]
CLOSE, ABORT, RESET, STALL = End.CLOSE, End.ABORT, End.RESET, End.STALL


def head(status: int = 200, *lines: str, version: str = "1.1") -> bytes:
    """Return a status line and headers."""
    status_line = f"HTTP/{version} {status} Test"
    return "\r\n".join([status_line, *lines, "", ""]).encode("latin-1")


def response(
    status: int, body: bytes = b"", *lines: str, content_type: str = "application/json"
) -> bytes:
    """Return a complete response."""
    media_type = [f"content-type: {content_type}"] if body else []
    length = [] if status in (204, 304) else [f"content-length: {len(body)}"]
    return head(status, *media_type, *length, *lines) + body


def chunked(*parts: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """Return a body in chunked coding."""
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in parts) + end


def drip(data: bytes, interval: float, size: int = 1) -> Actions:
    """Return actions that send the data in small pieces with a pause after each."""
    actions: list[Action] = []
    for start in range(0, len(data), size):
        actions += [data[start : start + size], Pause(interval)]
    return tuple(actions)


def run_json(status: str = "CANCELLED") -> bytes:
    """Return a run as JSON."""
    return json.dumps(make_run("exr_1", status)).encode()


def error_json(
    code: str = "INVALID_REQUEST",
    retryable: bool | None = False,
    message: str = "Invalid request.",
) -> bytes:
    """Return a documented error as JSON, without `retryable` if that is None."""
    error = {"code": code, "message": message, "requestId": "req_1"}
    return json.dumps(
        error if retryable is None else {**error, "retryable": retryable}
    ).encode()


RUN = run_json()
SUCCESS = (response(200, RUN),)
THING = b'{"id": "1", "size": 5}'
THING_RESPONSE = (response(200, THING),)
