"""How requests are sent: two small protocols, and the choice of who does it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

if TYPE_CHECKING:
    import httpx2

    from .request import Request


class Content(Protocol):
    """A body that is read while it is sent."""

    @property
    def length(self) -> int | None:
        """Bytes in all; None where that is not known."""
        ...

    @property
    def is_repeatable(self) -> bool:
        """Whether it can be sent again."""
        ...

    def chunks(self) -> Iterator[bytes]: ...

    def achunks(self) -> AsyncIterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class Response:
    """An answer as it came; header names in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SyncOpenResponse:
    """An answer whose body is still to come; `close` gives the connection back, however often called."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    chunks: Iterator[bytes] = field(repr=False)
    close: Callable[[], None] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AsyncOpenResponse:
    """The asynchronous form of `SyncOpenResponse`."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    chunks: AsyncIterator[bytes] = field(repr=False)
    aclose: Callable[[], Awaitable[None]] = field(repr=False)


@runtime_checkable
class SyncTransport(Protocol):
    """Sends a request and gives the head of its answer; redirects are not followed, packed bodies not unpacked.

    It, and the reading of the chunks, raise `TransportError` where no whole answer comes, and never
    show a secret in its message.
    """

    def open(self, request: Request) -> SyncOpenResponse: ...

    def close(self) -> None: ...


@runtime_checkable
class AsyncTransport(Protocol):
    """The asynchronous form of `SyncTransport`."""

    async def open(self, request: Request) -> AsyncOpenResponse: ...

    async def aclose(self) -> None: ...


Library = Literal["httpx2", "pyreqwest"]


def sync_transport(
    given: SyncTransport | httpx2.Client | Library | None,
) -> SyncTransport:
    """The transport to use: the given one, the given httpx2 client, or a new one through a library.

    Raises:
        ImportError: the library is not installed.
        TypeError: it cannot send, or not in this flavour.
        ValueError: there is no such library.
    """
    kind, own = _chosen(given, "close")
    if kind == "pyreqwest":
        from .pyreqwest_sync import PyreqwestSyncTransport

        return PyreqwestSyncTransport()
    if kind == "httpx2":
        from .httpx2_sync import Httpx2SyncTransport

        return Httpx2SyncTransport(own)
    found: SyncTransport = own
    return found


def async_transport(
    given: AsyncTransport | httpx2.AsyncClient | Library | None,
) -> AsyncTransport:
    """The asynchronous form of `sync_transport`."""
    kind, own = _chosen(given, "aclose")
    if kind == "pyreqwest":
        from .pyreqwest_async import PyreqwestAsyncTransport

        return PyreqwestAsyncTransport()
    if kind == "httpx2":
        from .httpx2_async import Httpx2AsyncTransport

        return Httpx2AsyncTransport(own)
    found: AsyncTransport = own
    return found


def _chosen(given: Any, close: str) -> tuple[str, Any]:
    """The library to send through (the fastest that is installed, unless one was named), and what was given.

    Raises:
        TypeError: it cannot send, or is of the other flavour: how it is closed tells.
        ValueError: there is no such library.
    """
    if given is None:
        return ("pyreqwest" if find_spec("pyreqwest") else "httpx2"), None
    if isinstance(given, str):
        if given not in ("httpx2", "pyreqwest"):
            raise ValueError(f"transport must be httpx2 or pyreqwest, not {given!r}")
        return given, None
    is_client = hasattr(given, "build_request")
    if not hasattr(given, close) or not (is_client or hasattr(given, "open")):
        other = f"what has `open` and `{close}`, or a client of httpx2 that has"
        raise TypeError(f"transport must be {other}, not {type(given).__name__}")
    return ("httpx2" if is_client else ""), given
