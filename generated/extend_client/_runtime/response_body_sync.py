"""The body of an answer while it comes: unpacked, and bounded in size and time."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from .content_encoding import KNOWN, Unpacker, packing
from .errors import TransportError
from .clock_sync import time_limit
from .transport import SyncOpenResponse, Response

if TYPE_CHECKING:
    from .call import Call


def unpacked(opened: SyncOpenResponse) -> SyncOpenResponse:
    """The answer with a body as it was before it was packed; one in an unknown packing stays as it is."""
    name = packing(opened.headers.get("content-encoding", ""))
    if name not in KNOWN:
        return opened
    pieces = _pieces(opened, Unpacker(name))

    def close() -> None:
        pieces.close()
        opened.close()

    return SyncOpenResponse(opened.status, opened.headers, pieces, close)


def _pieces(
    opened: SyncOpenResponse,
    unpacker: Unpacker,
) -> Generator[bytes]:
    for chunk in opened.chunks:
        for piece in unpacker.feed(chunk):
            yield piece
    unpacker.end()


def whole(call: Call, opened: SyncOpenResponse) -> Response:
    """The answer with its body; of an error, with what came of it.

    Raises:
        APIDecodeError: it is larger than the client allows.
        TransportError: it broke off, or took too long.
    """
    response, failure = _read(call, opened)
    return call.report.check_complete(response, failure)


def _read(
    call: Call,
    opened: SyncOpenResponse,
) -> tuple[Response, TransportError | None]:
    """Read the body; a function of its own keeps the pieces out of tracebacks."""
    parts: list[bytes] = []
    failure: TransportError | None = None
    try:
        with time_limit(call.limits.remaining):
            for piece in opened.chunks:
                parts.append(piece)
                if not call.limits.count_bytes(len(piece)):
                    break
    except TimeoutError:
        failure = TransportError("total timeout exceeded", timed_out=True)
    except TransportError as error:
        failure = error
    finally:
        opened.close()
    return Response(opened.status, opened.headers, b"".join(parts)), failure
