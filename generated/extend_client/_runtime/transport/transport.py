"""Transport protocols, and the selection of a transport."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

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
