"""Send the requests of a call, wait between them, and read the responses; `call` makes the decisions."""

from __future__ import annotations

from collections.abc import Generator, Callable
from typing import Any, TypeAlias

from ..call import Call
from ..errors import APIError, TransportError
from ..operation import Operation
from ..request import Request
from ..response_reader import ResponseHead
from . import clock_sync
from .transport import (
    SUPPORTED,
    SyncOpenResponse,
    SyncTransport,
    BodyBuffer,
    Decompressor,
    Response,
    encoding_name,
)

__all__ = ["APIError", "run_contradiction_hooks", "run_error_hooks", "send"]
# Returns True if the response body is left unread, as a stream.
IsStream: TypeAlias = Callable[[Operation[Any], ResponseHead], bool]
# Seconds for a transport to observe the total timeout itself: it knows whether the request was sent.
GRACE = 0.5


def send(
    call: Call, transport: SyncTransport, is_stream: IsStream | None = None
) -> tuple[Response, SyncOpenResponse]:
    """Send requests until the call has a response; the body of a stream is left unread."""
    resolve = clock_sync.resolve
    # Clients without it have no credentials.
    auth: Any = call.settings.auth
    clock_sync.check_content(call.report.request.content)
    while True:
        while pause := call.pause():
            clock_sync.sleep(pause)
        # No local variable has a value that is not masked: tracebacks may show it.
        values = [auth.to_secret(c, resolve(c.fetch())) for c in call.credentials]
        call.start()
        _run_hooks(call, "request")
        request = call.next_request(values, is_stream is not None)
        try:
            response, opened = _attempt(call, transport, request, is_stream)
        except TransportError as failure:
            delay: float | None = call.handle_failure(failure)
        else:
            delay = _handle_response(call, response, opened)
            if delay is None:
                return response, opened
        _run_hooks(call, "retry")
        clock_sync.sleep(delay or 0.0)


def _handle_response(
    call: Call, response: Response, opened: SyncOpenResponse
) -> float | None:
    """Return the delay from `Call.handle_response`; if a hook fails, close the connection."""
    try:
        delay = call.handle_response(response)
        _run_hooks(call, "response")
    except BaseException:
        opened.close()
        raise
    return delay


def _attempt(
    call: Call,
    transport: SyncTransport,
    request: Request,
    is_stream: IsStream | None,
) -> tuple[Response, SyncOpenResponse]:
    """Send one request."""
    try:
        with clock_sync.time_limit(call.limits.remaining, GRACE):
            opened = _decompress(transport.open(request))
    except TimeoutError:
        raise TransportError.total_timeout() from None
    if is_stream is not None and is_stream(call.operation, opened):
        return Response(opened.status, opened.headers, b""), opened
    response, failure = _read_body(call, opened)
    return call.report.check_complete(response, failure), opened


def _run_hooks(call: Call, event: str) -> None:
    for hooks in call.settings.hooks:
        hook = getattr(hooks, event)
        if hook is not None:
            clock_sync.resolve(hook(call.attempt))


def run_contradiction_hooks(call: Call) -> None:
    """Run the hooks for the contradictions of a response to the document."""
    for hooks in call.settings.hooks:
        if hooks.contradiction is not None:
            for fault in call.report.contradictions:
                hook = hooks.contradiction(call.attempt, fault)
                clock_sync.resolve(hook)


def run_error_hooks(call: Call, error: Exception) -> None:
    """Run the hooks for the exception of a call, and before for its contradictions."""
    run_contradiction_hooks(call)
    call.attempt.error = error
    _run_hooks(call, "error")


def _decompress(opened: SyncOpenResponse) -> SyncOpenResponse:
    """Return the response with a decompressed body; an unsupported encoding is left as it is."""
    name = encoding_name(opened.headers.get("content-encoding", ""))
    if name not in SUPPORTED:
        return opened
    pieces = _decompress_chunks(opened, Decompressor(name))

    def close() -> None:
        pieces.close()
        opened.close()

    return SyncOpenResponse(opened.status, opened.headers, pieces, close)


def _decompress_chunks(
    opened: SyncOpenResponse,
    decompressor: Decompressor,
) -> Generator[bytes]:
    for chunk in opened.chunks:
        for piece in decompressor.feed(chunk):
            yield piece
    decompressor.end()


# A separate function: tracebacks with locals must not contain the chunks.
def _read_body(
    call: Call,
    opened: SyncOpenResponse,
) -> tuple[Response, TransportError | None]:
    """Return the response, and the failure if its body is incomplete or takes too long."""
    body = BodyBuffer(call.limits.max_bytes)
    failure: TransportError | None = None
    try:
        with clock_sync.time_limit(call.limits.remaining):
            for chunk in opened.chunks:
                body.add(chunk)
                if not call.limits.count_bytes(len(chunk)):
                    break
    except TimeoutError:
        failure = TransportError.total_timeout()
    except TransportError as error:
        failure = error
    finally:
        opened.close()
    return Response(opened.status, opened.headers, body.finish()), failure
