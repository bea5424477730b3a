"""Transports: their protocols, and decompression of bodies (`Content-Encoding`) in bounded pieces, without I/O."""

from __future__ import annotations

import sys
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

from ..codec.deferred_annotations import defer_module
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

    def declare_length(self, text: str) -> None:
        """Set the length that the caller declares.

        Raises:
            InvalidArgumentError: it is not a number.
        """
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
    """A response with an unread body; `aclose` releases the connection and can be called twice."""

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
    """Sends a request and returns its response with an unread body.

    A transport follows no redirects and does not decompress bodies. `open`, and iteration over the
    chunks, raise `TransportError` if the response is missing or incomplete; its message must not
    contain credentials.
    """

    async def open(self, request: Request) -> AsyncOpenResponse: ...

    async def aclose(self) -> None: ...


Library = Literal["httpx2", "pyreqwest"]


# Value of the request header `Accept-Encoding`.
ACCEPTED = "gzip, deflate"
SUPPORTED = ("gzip", "x-gzip", "deflate")
# Maximum bytes of a decompressed piece: a small chunk can expand to gigabytes.
MAX_PIECE = 1 << 18
# Maximum compressed bytes that are decompressed at once.
MAX_INPUT = 1 << 14


# Capacity in bytes from which a buffer grows in steps that its limit bounds.
SMALL_BODY = 1 << 20


class BodyBuffer:
    """The body of a response in one piece of memory; bytes beyond the limit are dropped."""

    def __init__(self, limit: int | None) -> None:
        self._limit = sys.maxsize if limit is None else limit
        self._bytes, self._size, self._capacity = BytesIO(), 0, SMALL_BODY

    def add(self, chunk: bytes) -> None:
        """Append a chunk."""
        size = self._size + len(chunk)
        if size > self._limit:
            chunk, size = chunk[: self._limit - self._size], self._limit
        if size > self._capacity:
            self._reserve(size)
        self._bytes.write(chunk)
        self._size = size

    def _reserve(self, size: int) -> None:
        """Grow to twice the size, at most to the limit: `BytesIO` would exceed it by an eighth."""
        self._capacity = min(2 * size, self._limit)
        self._bytes.seek(self._capacity - 1)
        self._bytes.write(b"\0")
        self._bytes.seek(self._size)

    def finish(self) -> bytes:
        """Return the body, without a copy."""
        self._bytes.truncate(self._size)
        return self._bytes.getvalue()


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
        """Yield the decompressed pieces of a chunk, at least one: it may be empty.

        Raises:
            TransportError: the body is damaged.
        """
        # A chunk without content counts as progress, so that the total timeout is checked.
        yield b""
        try:
            # In slices, as `zlib` copies what is left of its input.
            for start in range(0, len(chunk), MAX_INPUT):
                yield from self._feed(chunk[start : start + MAX_INPUT])
        except zlib.error as error:
            raise TransportError(f"compressed body is damaged: {error}") from None

    def _feed(self, chunk: bytes) -> Iterator[bytes]:
        while chunk := self._skip_padding(chunk):
            inner = self._current_member(chunk[0])
            while piece := inner.decompress(chunk, MAX_PIECE):
                yield piece
                chunk = inner.unconsumed_tail
            chunk = inner.unused_data

    def _skip_padding(self, chunk: bytes) -> bytes:
        """Return a chunk without the zero bytes that may follow a member."""
        is_between = self._inner is not None and self._inner.eof
        return chunk.lstrip(b"\0") if is_between else chunk

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


defer_module(__name__)
