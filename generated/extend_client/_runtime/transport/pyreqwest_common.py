"""Parts of the transports for pyreqwest that sync and async clients share."""

from __future__ import annotations

import atexit
import time
from contextlib import suppress
from datetime import timedelta
from typing import Any

from pyreqwest.exceptions import (
    BuilderError,
    ConnectTimeoutError,
    PoolTimeoutError,
    ReadTimeoutError,
    RequestTimeoutError,
    WriteTimeoutError,
)

from ..errors import TransportError
from ..request import Request
from .headers import Headers

# Methods whose requests declare a length even without content (RFC 9110, 8.6).
METHODS_WITH_CONTENT = frozenset({"POST", "PUT", "PATCH"})
# Cause of an error without a connection; the classes of errors do not distinguish it.
UNSENT_CAUSE = "client error (Connect)"
# Seconds added to the total timeout, so that an equal timeout of a phase is reported as that phase.
GRACE = 0.05
# The limit of each class of errors; without a class of its own, the total one.
LIMITS: dict[type[Exception], str] = {
    ConnectTimeoutError: "connect",
    PoolTimeoutError: "pool",
    ReadTimeoutError: "read",
    WriteTimeoutError: "write",
}
STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0)
PhaseTimeouts = tuple[float | None, float | None]
# A thread of pyreqwest that is still reporting a response to its event loop aborts the process at
# exit. It needs microseconds to finish: the main thread lets it run.
EXIT_SECONDS = 0.01
atexit.register(time.sleep, EXIT_SECONDS)


def build_client(builder: Any, timeouts: PhaseTimeouts) -> Any:
    """Return a client that neither follows redirects nor decompresses bodies."""
    builder = builder.follow_redirects(False).referer(False)
    builder = builder.gzip(False).deflate(False).brotli(False).zstd(False)
    connect, read = timeouts
    if connect is not None:
        builder = builder.connect_timeout(timedelta(seconds=connect))
    if read is not None:
        builder = builder.read_timeout(timedelta(seconds=read))
    return builder.build()


def build_request(client: Any, request: Request, content: Any) -> Any:
    """Return the request builder of pyreqwest, with bytes or an iterator as the content."""
    builder = client.request(request.method, request.url).headers(request.headers)
    if content is not None and not isinstance(content, bytes):
        builder = builder.body_stream(content)
        # Without a header, hyper omits a body of unknown length.
        if request.method == "GET" and "content-length" not in request.headers:
            builder = builder.header("transfer-encoding", "chunked")
    elif content:
        builder = builder.body_bytes(content)
    elif content is not None or request.method in METHODS_WITH_CONTENT:
        builder = builder.header("content-length", "0")
    builder = builder.streamed_read_buffer_limit(0)
    total = _total_timeout(request)
    if total is None:
        return builder
    return builder.timeout(timedelta(seconds=total + GRACE))


def _total_timeout(request: Request) -> float | None:
    return None if request.is_streamed else request.timeout.total


def phase_timeouts(request: Request) -> PhaseTimeouts:
    """Return the connect and read timeouts of a client, rounded up to a step.

    The remaining time of a call differs for each request; without rounding each would need its own
    client.
    """
    read, total = request.timeout.read, _total_timeout(request)
    if read is not None and total is not None and total <= read:
        read = None
    return _round_up(request.timeout.connect), _round_up(read)


def _round_up(seconds: float | None) -> float | None:
    if seconds is None:
        return None
    return next((step for step in STEPS if seconds <= step), None)


def read_headers(response: Any) -> Headers:
    """Return the headers; those with non-ASCII values are omitted, as pyreqwest rejects them."""
    lines: list[tuple[str, str]] = []
    for name in dict.fromkeys(response.headers.keys()):
        with suppress(ValueError):
            lines += [(name, text) for text in response.headers.getall(name)]
    return Headers(lines)


def translate(error: Exception) -> TransportError:
    """Return an error as a `TransportError`, with its innermost cause as the message."""
    details = getattr(error, "details", None) or {}
    causes = [cause["message"] for cause in details.get("causes") or ()]
    message = causes[-1] if causes else getattr(error, "message", str(error))
    is_unsent = UNSENT_CAUSE in causes or isinstance(error, (BuilderError, ValueError))
    timed_out = isinstance(error, RequestTimeoutError)
    limit = LIMITS.get(type(error), "total") if timed_out else ""
    if limit == "connect" and not is_unsent:
        # The class is the same if the response does not begin in time.
        limit = "read"
    failure = TransportError(message, not is_unsent, timed_out, limit)
    failure.is_permanent = isinstance(error, (BuilderError, ValueError))
    return failure
