"""Reading of response bodies: decompressed, with limits on size and time."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from ..errors import TransportError
from .clock_async import time_limit
from .transport import (
    SUPPORTED,
    AsyncOpenResponse,
    Decompressor,
    Response,
    encoding_name,
)

if TYPE_CHECKING:
    from ..call import Call


def decompress(opened: AsyncOpenResponse) -> AsyncOpenResponse:
    """Return the response with a decompressed body; an unsupported encoding is left as it is."""
    name = encoding_name(opened.headers.get("content-encoding", ""))
    if name not in SUPPORTED:
        return opened
    pieces = _decompress_chunks(opened, Decompressor(name))

    async def close() -> None:
        await pieces.aclose()
        await opened.aclose()

    return AsyncOpenResponse(opened.status, opened.headers, pieces, close)


async def _decompress_chunks(
    opened: AsyncOpenResponse,
    decompressor: Decompressor,
) -> AsyncGenerator[bytes]:
    async for chunk in opened.chunks:
        for piece in decompressor.feed(chunk):
            yield piece
    decompressor.end()


async def read_body(call: Call, opened: AsyncOpenResponse) -> Response:
    """Return the response with its body; the body of an error may be incomplete.

    Raises:
        APIDecodeError: the body exceeds the limit of the client.
        TransportError: the body is incomplete, or took too long.
    """
    response, failure = await _read_chunks(call, opened)
    return call.report.check_complete(response, failure)


# A separate function: tracebacks with locals must not contain the chunks.
async def _read_chunks(
    call: Call,
    opened: AsyncOpenResponse,
) -> tuple[Response, TransportError | None]:
    chunks: list[bytes] = []
    failure: TransportError | None = None
    try:
        async with time_limit(call.limits.remaining):
            async for chunk in opened.chunks:
                chunks.append(chunk)
                if not call.limits.count_bytes(len(chunk)):
                    break
    except TimeoutError:
        failure = TransportError("total timeout exceeded", timed_out=True)
    except TransportError as error:
        failure = error
    finally:
        await opened.aclose()
    return Response(opened.status, opened.headers, b"".join(chunks)), failure
