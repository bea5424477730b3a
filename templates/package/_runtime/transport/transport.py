"""Transport protocols, and the selection of a transport."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    import httpx2

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


def select_sync_transport(
    transport: SyncTransport | httpx2.Client | Library | None,
) -> SyncTransport:
    """Return the transport for an argument of a client.

    Raises:
        ImportError: the library is not installed.
        TypeError: the argument is not a transport, or an async one.
        ValueError: unknown library name.
    """
    library, instance = _select_library(transport, "close")
    if library == "pyreqwest":
        from .pyreqwest_sync import PyreqwestSyncTransport

        return PyreqwestSyncTransport()
    if library == "httpx2":
        from .httpx2_sync import Httpx2SyncTransport

        return Httpx2SyncTransport(instance)
    custom: SyncTransport = instance
    return custom


def select_async_transport(
    transport: AsyncTransport | httpx2.AsyncClient | Library | None,
) -> AsyncTransport:
    """Return the transport for an argument of an async client; see `select_sync_transport`."""
    library, instance = _select_library(transport, "aclose")
    if library == "pyreqwest":
        from .pyreqwest_async import PyreqwestAsyncTransport

        return PyreqwestAsyncTransport()
    if library == "httpx2":
        from .httpx2_async import Httpx2AsyncTransport

        return Httpx2AsyncTransport(instance)
    custom: AsyncTransport = instance
    return custom


def _select_library(transport: Any, close: str) -> tuple[str, Any]:
    """Return the library ("" for a custom transport), and the client or transport of the caller.

    `close` is the method that distinguishes sync from async transports.

    Raises:
        TypeError: the argument is not a transport, or of the other kind.
        ValueError: unknown library name.
    """
    if transport is None:
        return ("pyreqwest" if find_spec("pyreqwest") else "httpx2"), None
    if isinstance(transport, str):
        if transport not in ("httpx2", "pyreqwest"):
            expected = "'httpx2' or 'pyreqwest'"
            raise ValueError(f"transport must be {expected}, got {transport!r}")
        return transport, None
    is_client = hasattr(transport, "build_request")
    if not hasattr(transport, close) or not (is_client or hasattr(transport, "open")):
        kind = "Async" if close == "aclose" else "Sync"
        client = "httpx2.AsyncClient" if close == "aclose" else "httpx2.Client"
        expected = f"a library name, an {client} or any {kind}Transport"
        got = type(transport).__name__
        raise TypeError(f"transport must be {expected}, got {got}")
    return ("httpx2" if is_client else ""), transport
