"""Reading of response bodies: decompressed, with limits on size and time."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from ..errors import TransportError
from .clock_sync import time_limit
from .transport import (
    SUPPORTED,
    SyncOpenResponse,
    Decompressor,
    Response,
    encoding_name,
)

if TYPE_CHECKING:
    from ..call import Call


def decompress(opened: SyncOpenResponse) -> SyncOpenResponse:
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


def read_body(call: Call, opened: SyncOpenResponse) -> Response:
    """Return the response with its body; the body of an error may be incomplete.

    Raises:
        APIDecodeError: the body exceeds the limit of the client.
        TransportError: the body is incomplete, or took too long.
    """
    response, failure = _read_chunks(call, opened)
    return call.report.check_complete(response, failure)


# A separate function: tracebacks with locals must not contain the chunks.
def _read_chunks(
    call: Call,
    opened: SyncOpenResponse,
) -> tuple[Response, TransportError | None]:
    chunks: list[bytes] = []
    failure: TransportError | None = None
    try:
        with time_limit(call.limits.remaining):
            for chunk in opened.chunks:
                chunks.append(chunk)
                if not call.limits.count_bytes(len(chunk)):
                    break
    except TimeoutError:
        failure = TransportError("total timeout exceeded", timed_out=True)
    except TransportError as error:
        failure = error
    finally:
        opened.close()
    return Response(opened.status, opened.headers, b"".join(chunks)), failure
