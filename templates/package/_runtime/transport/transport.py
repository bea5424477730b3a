"""Transports: their protocols, and decompression of bodies (`Content-Encoding`) in bounded pieces, without I/O."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

from ..errors import TransportError

if TYPE_CHECKING:
    from ..request import Request


class Content(Protocol):
    """A request body that is read while it is sent."""

    @property
    def length(self) -> int | None:
        """Size in bytes; None if unknown."""
        ...

    @property
    def is_repeatable(self) -> bool:
        """True if the body can be sent again."""
        ...

    def chunks(self) -> Iterator[bytes]: ...

    def achunks(self) -> AsyncIterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class Response:
    """A response with its body; header names in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SyncOpenResponse:
    """A response with an unread body; `close` releases the connection and can be called twice."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    chunks: Iterator[bytes] = field(repr=False)
    close: Callable[[], None] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AsyncOpenResponse:
    """The async version of `SyncOpenResponse`."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    chunks: AsyncIterator[bytes] = field(repr=False)
    aclose: Callable[[], Awaitable[None]] = field(repr=False)


@runtime_checkable
class SyncTransport(Protocol):
    """Sends a request and returns its response with an unread body.

    A transport follows no redirects and does not decompress bodies. `open`, and iteration over the
    chunks, raise `TransportError` if the response is missing or incomplete; its message must not
    contain credentials.
    """

    def open(self, request: Request) -> SyncOpenResponse: ...

    def close(self) -> None: ...


@runtime_checkable
class AsyncTransport(Protocol):
    """The async version of `SyncTransport`."""

    async def open(self, request: Request) -> AsyncOpenResponse: ...

    async def aclose(self) -> None: ...


Library = Literal["httpx2", "pyreqwest"]


# Value of the request header `Accept-Encoding`.
ACCEPTED = "gzip, deflate"
SUPPORTED = ("gzip", "x-gzip", "deflate")
# Maximum bytes of a decompressed piece: a small chunk can expand to gigabytes.
MAX_PIECE = 1 << 20


def encoding_name(content_encoding: str) -> str:
    """Return the name of a content encoding; empty for none or `identity`."""
    name = content_encoding.strip().lower()
    return "" if name == "identity" else name


class Decompressor:
    """Incremental decompressor of gzip or deflate."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._inner: Any = None

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        """Yield the decompressed pieces of a chunk.

        Raises:
            TransportError: the body is damaged.
        """
        try:
            while chunk:
                inner = self._current_member(chunk[0])
                while piece := inner.decompress(chunk, MAX_PIECE):
                    yield piece
                    chunk = inner.unconsumed_tail
                # Zero bytes may pad the end of a member.
                chunk = inner.unused_data.lstrip(b"\0")
        except zlib.error as error:
            raise TransportError(f"compressed body is damaged: {error}") from None

    def _current_member(self, first: int) -> Any:
        """Return the decompressor of the current member: a body may contain several."""
        if self._inner is None or self._inner.eof:
            # Some servers omit the zlib header of deflate, whose first byte ends in 8.
            is_raw = self._name == "deflate" and first & 15 != 8
            self._inner = zlib.decompressobj(-15 if is_raw else 47)
        return self._inner

    def end(self) -> None:
        """Check that the body is complete.

        Raises:
            TransportError: the body is truncated.
        """
        if self._inner is not None and not self._inner.eof:
            raise TransportError("compressed body is truncated")
