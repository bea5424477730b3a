"""The body of an answer while it comes: unpacked, and bounded in size and time."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import TYPE_CHECKING

from .content_encoding import KNOWN, Unpacker, packing
from .errors import TransportError
from .clock_async import time_limit
from .transport import AsyncOpenResponse, Response

if TYPE_CHECKING:
    from .call import Call


def unpacked(opened: AsyncOpenResponse) -> AsyncOpenResponse:
    """The answer with a body as it was before it was packed; one in an unknown packing stays as it is."""
    name = packing(opened.headers.get("content-encoding", ""))
    if name not in KNOWN:
        return opened
    pieces = _pieces(opened, Unpacker(name))

    async def close() -> None:
        await pieces.aclose()
        await opened.aclose()

    return AsyncOpenResponse(opened.status, opened.headers, pieces, close)


async def _pieces(
    opened: AsyncOpenResponse,
    unpacker: Unpacker,
) -> AsyncGenerator[bytes]:
    async for chunk in opened.chunks:
        for piece in unpacker.feed(chunk):
            yield piece
    unpacker.end()


async def whole(call: Call, opened: AsyncOpenResponse) -> Response:
    """The answer with its body; of an error, with what came of it.

    Raises:
        APIDecodeError: it is larger than the client allows.
        TransportError: it broke off, or took too long.
    """
    response, failure = await _read(call, opened)
    return call.report.check_complete(response, failure)


async def _read(
    call: Call,
    opened: AsyncOpenResponse,
) -> tuple[Response, TransportError | None]:
    """Read the body; a function of its own keeps the pieces out of tracebacks."""
    parts: list[bytes] = []
    failure: TransportError | None = None
    try:
        async with time_limit(call.limits.remaining):
            async for piece in opened.chunks:
                parts.append(piece)
                if not call.limits.count_bytes(len(piece)):
                    break
    except TimeoutError:
        failure = TransportError("total timeout exceeded", timed_out=True)
    except TransportError as error:
        failure = error
    finally:
        await opened.aclose()
    return Response(opened.status, opened.headers, b"".join(parts)), failure
